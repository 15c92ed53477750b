-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select sum(person) as n from persons
