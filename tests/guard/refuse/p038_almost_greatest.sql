-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session, percentile(minutes, 0.999) as longest from attendance group by session
