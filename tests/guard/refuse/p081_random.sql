-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, count(distinct person) as n from persons where random() < 0.5 group by country
