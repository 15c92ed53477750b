-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select u as k, count(distinct person) as n from persons cross join unnest(make_array(1,2,3)) as t(u) group by u
