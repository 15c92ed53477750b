-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select sum(a.minutes) as n from attendance a join attendance b on a.person = b.person
