-- title.en = "Corpus"
-- grain = "any"
-- columns = { n = { label.en = "n" } }
select count(distinct person) as n from presence where joined >= '2026-05-12T09:00:00Z' and joined between $event_start and $event_end
