-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
prepare p as select country from persons
