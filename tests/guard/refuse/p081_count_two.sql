-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(country, device) as n from persons
