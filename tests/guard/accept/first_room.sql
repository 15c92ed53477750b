-- title.en = "Corpus"
-- grain = "any"
-- columns = { room = { label.en = "room" }, visitors = { label.en = "visitors" } }
select room, count(distinct person) as visitors from (select person, room, row_number() over (partition by person order by joined) as place from presence) p where place = 1 group by room
