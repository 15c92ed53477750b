-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select sum(distinct minutes) as total from attendance
