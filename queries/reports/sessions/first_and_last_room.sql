-- title.fi = "Ensimmäinen ja viimeinen tila"
-- title.en = "First and last room"
-- title.sv = "Första och sista rummet"
-- summary.fi = "Missä tilassa kävijät ensin olivat ja mistä he lopuksi lähtivät."
-- summary.en = "The room in which visitors began, and the one from which they left for good."
-- summary.sv = "Rummet där besökarna började, och det som de till sist lämnade."
-- grain = "one row per room"
-- chart = { kind = "bar", x = "room", y = "first_here" }
-- [columns.room]
-- label.fi = "Tila"
-- label.en = "Room"
-- label.sv = "Rum"
-- unit = "room"
-- [columns.first_here]
-- label.fi = "Aloittivat"
-- label.en = "Began here"
-- label.sv = "Började här"
-- definition.fi = "Kävijät, joiden ensimmäinen tila tapahtuman aikana tämä oli."
-- definition.en = "Visitors whose first room during the event this was."
-- definition.sv = "Besökare vars första rum under evenemanget detta var."
-- unit = "persons"
-- [columns.last_here]
-- label.fi = "Lopettivat"
-- label.en = "Ended here"
-- label.sv = "Slutade här"
-- definition.fi = "Kävijät, joiden viimeinen tila tapahtuman aikana tämä oli."
-- definition.en = "Visitors whose last room during the event this was."
-- definition.sv = "Besökare vars sista rum under evenemanget detta var."
-- unit = "persons"
select coalesce(e.room, f.room, l.room) as room, f.visitors as first_here, l.visitors as last_here
from event_rooms e
full join (
    select room, count(distinct person) as visitors
    from (
        select person, room, row_number() over (partition by person order by joined, room) as place
        from presence
        where room is not null
    ) as stays
    where place = 1
    group by room
) f on f.room = e.room
full join (
    select room, count(distinct person) as visitors
    from (
        select person, room, row_number() over (partition by person order by "left" desc, room) as place
        from presence
        where room is not null
    ) as stays
    where place = 1
    group by room
) l on l.room = coalesce(e.room, f.room)
order by e.position nulls last, coalesce(e.room, f.room, l.room)
