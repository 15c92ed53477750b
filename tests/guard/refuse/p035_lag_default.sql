-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from (select person, joined, lag(joined, 1, timestamp '2026-05-12T09:00:07Z') over (partition by person order by room) as x from presence) as p where joined < x
