-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(*) as n from information_schema.tables
