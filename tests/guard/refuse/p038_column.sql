-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session, percentile(minutes, share) as x from attendance group by session
