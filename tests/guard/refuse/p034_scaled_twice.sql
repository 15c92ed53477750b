-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session, sum(minutes * 1e5 * 1e5) as n from attendance group by session
