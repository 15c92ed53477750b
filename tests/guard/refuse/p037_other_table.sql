-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select room, peak(started, ended) as peak from visits group by room
