-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select * from attendance
