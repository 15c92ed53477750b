-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select t, count(distinct person) as n from (select person, ntile(4) over (partition by person order by time) as t from activity) x group by t
