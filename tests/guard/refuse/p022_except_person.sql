-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select person from persons except select person from visits
