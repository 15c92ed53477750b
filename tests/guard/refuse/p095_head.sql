-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, count(distinct person) as n from persons group by country
