-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select room, peak_at(joined, "left", timestamp '2026-05-12 09:03:17') as n from presence group by room
