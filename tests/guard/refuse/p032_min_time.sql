-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session, min(first_joined) as first from attendance group by session
