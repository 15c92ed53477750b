-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from presence where joined < case when room = 'main' then timestamp '2026-05-12 09:03:17' else $event_end end
