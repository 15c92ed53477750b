-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select room, peak(joined - interval '1 day', "left") as peak from presence group by room
