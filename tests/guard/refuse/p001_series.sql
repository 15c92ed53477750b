-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(*) as n from persons p join generate_series(1, 1000) g(i) on true
