-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select stddev(minutes) as spread from attendance
