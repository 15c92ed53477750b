-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session, percentile(minutes, 1.0) as longest from attendance group by session
