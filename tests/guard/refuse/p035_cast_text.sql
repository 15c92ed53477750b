-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select cast(joined as varchar) as at, count(distinct person) as n from presence group by 1
