-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select date_bin(interval '5 minutes', first_seen, timestamp '2026-01-01 00:00:13') as k, count(distinct person) as n from persons group by 1
