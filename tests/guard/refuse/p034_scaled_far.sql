-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session, sum(minutes * 1e308) as n from attendance group by session
