-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person, country) as n from persons
