-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct case joined when timestamp '2026-05-12 09:03:17' then person end) as n from presence
