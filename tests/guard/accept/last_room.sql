-- title.en = "Corpus"
-- grain = "any"
-- columns = { room = { label.en = "room" }, visitors = { label.en = "visitors" } }
select room, count(*) as visitors from (select person, room, row_number() over (partition by person order by "left" desc, room) as place from presence where room is not null) p where place = 1 group by room
