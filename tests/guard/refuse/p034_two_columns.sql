-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select coalesce(minutes, seconds) as m, count(distinct person) as n from attendance group by 1
