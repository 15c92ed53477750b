-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country as k, count(distinct person) as n from (select person, country from persons except all select person, country from persons where ticket='press') group by country
