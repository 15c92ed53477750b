-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select room, peak_at(joined, "left", joined) as n from presence group by room
