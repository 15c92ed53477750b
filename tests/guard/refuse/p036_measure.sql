-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select minutes, count(distinct person) as n from attendance group by minutes
