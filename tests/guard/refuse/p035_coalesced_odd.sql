-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from presence where coalesce(joined, timestamp '2026-05-12T09:03:17Z') > $event_start
