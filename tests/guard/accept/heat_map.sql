-- title.en = "Corpus"
-- grain = "any"
-- columns = { room = { label.en = "room" }, hour = { label.en = "hour" }, visitors = { label.en = "visitors" } }
select room, date_trunc('hour', at) as hour, count(distinct person) as visitors from room_grid group by 1, 2 order by 1, 2
