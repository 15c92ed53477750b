-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select p.room, peak(p.joined, p.left) as peak from presence p join time_grid g on p.joined < g.at group by p.room
