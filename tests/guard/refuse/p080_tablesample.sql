-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from persons tablesample bernoulli (10)
