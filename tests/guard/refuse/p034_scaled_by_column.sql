-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session, sum(minutes * case when band = '<1' then 1000 else 1 end) as packed from attendance group by session
