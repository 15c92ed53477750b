-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select local_day(joined, 'Nowhere/Atall') as d, count(distinct person) as n from presence group by 1
