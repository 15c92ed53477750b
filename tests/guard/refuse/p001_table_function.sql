-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(*) as n from generate_series(1, 10)
