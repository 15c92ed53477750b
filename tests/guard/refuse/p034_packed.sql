-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session, sum(minutes + 1000) as packed from attendance group by session
