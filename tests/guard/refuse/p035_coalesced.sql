-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select coalesce(joined, "left") as at, count(distinct person) as n from presence group by 1
