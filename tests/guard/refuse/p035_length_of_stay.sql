-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select last_seen - first_seen as k, count(distinct person) as n from persons group by 1
