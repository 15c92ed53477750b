-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select k, n from (select country as k, person as n from persons union all select country, count(distinct person) from persons group by country)
