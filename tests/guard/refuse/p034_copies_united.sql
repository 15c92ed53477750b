-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country as k, sum(m) as n from (select person, country, 1 as m from persons union all select person, country, 1 from persons union all select person, country, 1 from persons) group by country
