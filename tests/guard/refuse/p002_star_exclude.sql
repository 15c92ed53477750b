-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select * exclude (person), 1 as n from persons
