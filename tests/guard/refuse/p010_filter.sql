-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(*) filter (where person = 3) as n from visits
