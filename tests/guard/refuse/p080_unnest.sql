-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select unnest([1, 2, 3]) as n
