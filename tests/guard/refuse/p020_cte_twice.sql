-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
with p as (select * from persons) select a.country as k, count(distinct a.person) as n from p a join p b on a.ticket = b.ticket group by a.country
