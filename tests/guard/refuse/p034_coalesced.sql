-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select avg(coalesce(minutes, 1)) as mean from attendance
