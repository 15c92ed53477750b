-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session, first_value(minutes) as one from attendance group by session
