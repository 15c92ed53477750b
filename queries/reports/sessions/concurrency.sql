-- title.fi = "Samanaikaiset kävijät"
-- title.en = "Visitors at a time"
-- title.sv = "Samtidiga besökare"
-- summary.fi = "Kuinka moni oli kussakin tilassa viiden minuutin välein."
-- summary.en = "How many were in each room, every five minutes."
-- summary.sv = "Hur många som var i varje rum, var femte minut."
-- grain = "one row per room and 5-minute instant"
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
select coalesce(e.room, g.room) as room, coalesce(e.at, g.at) as at, g.visitors
from (
    select r.room, r.position, t.at
    from event_rooms r
    cross join time_grid t
) e
full join (
    select room, at, count(distinct person) as visitors
    from room_grid
    group by room, at
) g on g.room = e.room and g.at = e.at
order by e.position nulls last, coalesce(e.room, g.room), coalesce(e.at, g.at)
