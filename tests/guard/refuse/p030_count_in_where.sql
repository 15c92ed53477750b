-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country as k, count(distinct person) as n from persons where (select count(distinct person) from persons where ticket='press') > 3 group by country
