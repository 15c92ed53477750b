-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select greatest(joined, "left") as at, count(distinct person) as n from presence group by 1
