-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select sum(x) as n from (select person, lag(minutes, 1, 1000000.0) over (partition by person order by session) as x from attendance) y
