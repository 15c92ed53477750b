-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select value as k, count(distinct person) as n from persons cross join generate_series(1, 1000) group by value
