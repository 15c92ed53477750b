-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session, max(minutes) as longest from attendance group by session
