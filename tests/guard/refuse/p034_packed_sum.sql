-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session as k, sum(minutes + 100000 * cast(late_join as int)) as n from attendance group by session
