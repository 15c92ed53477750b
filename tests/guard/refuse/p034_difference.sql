-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select sum(seconds - minutes) as difference from attendance
