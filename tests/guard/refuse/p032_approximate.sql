-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select approx_distinct(person) as n from persons
