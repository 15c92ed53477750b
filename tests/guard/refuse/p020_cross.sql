-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct a.person) as n from persons a cross join persons b
