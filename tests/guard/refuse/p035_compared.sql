-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from presence where joined < timestamp '2026-05-12T09:00:01Z'
