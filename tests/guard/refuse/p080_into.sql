-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select person into stolen from persons
