-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct struct(person, country)) as n from persons
