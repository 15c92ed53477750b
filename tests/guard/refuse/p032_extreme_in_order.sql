-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country as k, count(distinct person) as n from persons p group by country order by (select max(minutes) from attendance)
