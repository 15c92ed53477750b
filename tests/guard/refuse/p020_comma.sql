-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(*) as n from persons a, attendance b where a.country = b.track
