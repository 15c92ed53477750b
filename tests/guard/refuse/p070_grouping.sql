-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country as k, grouping(country) as n from persons group by rollup(country)
