-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select type, count(distinct person) as n from records group by type
