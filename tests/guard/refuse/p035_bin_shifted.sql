-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select date_bin(interval '5 minutes', first_seen + interval '17 seconds') as k, count(distinct person) as n from persons group by 1
