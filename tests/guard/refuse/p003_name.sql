-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select name, count(distinct person) as n from persons group by name
