-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select floor(minutes) as minutes, count(distinct person) as n from attendance group by 1
