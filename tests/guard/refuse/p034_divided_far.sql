-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session, sum(minutes / 1e-300) as n from attendance group by session
