-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, count(distinct person) as n from (select country as person, person as country from persons) x group by country
