-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select date_bin(interval '5 minutes', joined, timestamp '1800-01-01T00:00:00Z') as at, count(distinct person) as n from presence group by 1
