-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session as k, count(distinct person) as n from attendance group by session having max(minutes) > 10
