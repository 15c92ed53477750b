-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select person from persons intersect select person from attendance
