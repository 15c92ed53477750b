-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select lpad(country, 5) as code, count(distinct person) as n from persons group by 1
