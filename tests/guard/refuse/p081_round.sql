-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session, sum(round(minutes, 99)) as n from attendance group by session
