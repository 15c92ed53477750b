-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select cast(minutes as varchar) as m, count(distinct person) as n from attendance group by 1
