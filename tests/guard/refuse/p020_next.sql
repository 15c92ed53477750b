-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(*) as n from persons a join persons b on a.person = b.person + 1
