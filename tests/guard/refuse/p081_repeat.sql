-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select repeat(country, 1000000) as k, count(distinct person) as n from persons group by 1
