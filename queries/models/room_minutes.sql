-- Minutes of a person in a room, rounded to half a minute, halves up.
select
    person,
    room,
    ((sum(cast("left" as bigint) - cast(joined as bigint)) + 15000000) / 30000000) / 2.0 as minutes
from presence
where room is not null
group by person, room
