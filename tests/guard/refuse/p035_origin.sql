-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select date_bin(interval '5 minutes', joined, timestamp '2026-05-12T09:00:07Z') as at, count(distinct person) as n from presence group by 1
