-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select nowhere, count(distinct person) as n from persons group by nowhere
