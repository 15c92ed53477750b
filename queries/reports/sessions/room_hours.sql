-- title.fi = "Tilat tunneittain"
-- title.en = "Rooms by the hour"
-- title.sv = "Rummen timme för timme"
-- summary.fi = "Kuinka moni kävi missäkin tilassa minkäkin tunnin aikana."
-- summary.en = "How many were in which room in which hour."
-- summary.sv = "Hur många som var i vilket rum under vilken timme."
-- grain = "one row per room and hour"
-- chart = { kind = "heat", x = "hour", y = "visitors", series = "room" }
-- [columns.room]
-- label.fi = "Tila"
-- label.en = "Room"
-- label.sv = "Rum"
-- unit = "room"
-- [columns.hour]
-- label.fi = "Tunti"
-- label.en = "Hour"
-- label.sv = "Timme"
-- definition.fi = "Tunti alkaa tästä; tunnit lasketaan tapahtuman alusta."
-- definition.en = "The hour that begins here; hours are counted from the start of the event."
-- definition.sv = "Timmen som börjar här; timmarna räknas från evenemangets början."
-- unit = "time"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Eri henkilöt, jotka olivat tilassa jonakin tunnin viiden minuutin välein otetuista hetkistä."
-- definition.en = "Distinct persons in the room at any of the hour's instants, every five minutes."
-- definition.sv = "Olika personer i rummet vid något av timmens ögonblick, var femte minut."
-- unit = "persons"
select g.room, g.hour, g.visitors
from (
    select room, date_bin(interval '1 hour', at, $event_start) as hour, count(distinct person) as visitors
    from room_grid
    group by 1, 2
) g
left join event_rooms e on e.room = g.room
order by g.hour, e.position nulls last, g.room
