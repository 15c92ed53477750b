-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from activity where 1 / (amount - 7) > 0
