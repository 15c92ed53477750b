-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select person % 100 as slice, count(distinct person) as n from persons group by person % 100
