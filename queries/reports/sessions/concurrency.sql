-- title.fi = "Samanaikaiset kävijät"
-- title.en = "Visitors at a time"
-- title.sv = "Samtidiga besökare"
-- summary.fi = "Kuinka moni oli kussakin tilassa viiden minuutin välein."
-- summary.en = "How many were in each room, every five minutes."
-- summary.sv = "Hur många som var i varje rum, var femte minut."
-- grain = "one row per room and 5-minute instant of which a number is published"
-- chart = { kind = "line", x = "at", y = "visitors", series = "room" }
-- [columns.room]
-- label.fi = "Tila"
-- label.en = "Room"
-- label.sv = "Rum"
-- unit = "room"
-- [columns.at]
-- label.fi = "Aika"
-- label.en = "Time"
-- label.sv = "Tid"
-- unit = "time"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Henkilöt, jotka olivat tilassa tällä hetkellä."
-- definition.en = "Persons in the room at this instant."
-- definition.sv = "Personer i rummet vid detta ögonblick."
-- unit = "persons"
select g.room, g.at, g.visitors
from (
    select room, at, count(distinct person) as visitors
    from room_grid
    group by room, at
) g
left join event_rooms e on e.room = g.room
order by e.position nulls last, g.room, g.at
