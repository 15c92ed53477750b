-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
create table kept as select country from persons
