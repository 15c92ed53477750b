-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct a.person) as n from persons a join attendance b on a.person = b.person or a.country = b.track
