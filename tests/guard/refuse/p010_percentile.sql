-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select percentile(person % 100, 0.5) as n from persons
