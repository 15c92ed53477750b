-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct x) as n from (select person, lag(person, 1, cast(17 as bigint unsigned)) over (partition by person order by session) as x from attendance) as p
