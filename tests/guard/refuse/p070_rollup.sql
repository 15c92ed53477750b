-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, device, count(distinct person) as n from persons group by rollup (country, device)
