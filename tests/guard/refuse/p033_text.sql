-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct concat(country, device)) as n from persons
