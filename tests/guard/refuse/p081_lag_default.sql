-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select x, count(distinct person) as n from (select person, lag(country, 1, device) over (partition by person order by first_seen) as x from persons) as p group by x
