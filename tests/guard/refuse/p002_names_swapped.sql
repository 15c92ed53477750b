-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country as k, count(distinct person) as n from (select country as person, person as country from persons) group by country
