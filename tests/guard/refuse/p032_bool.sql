-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, bool_or(attended) as someone from persons group by country
