-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select k, count(distinct person) as n from (select person, max(minutes) over (partition by session) as k from attendance) group by k
