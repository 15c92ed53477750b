-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session, sum(minutes order by minutes) as total from attendance group by session
