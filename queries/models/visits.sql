-- Visits of a room: presences of a person in it that are less than 30 minutes apart are one.
with gaps as (
    select
        person,
        room,
        joined,
        "left",
        lag("left") over (partition by person order by room, joined) as left_before,
        lag(room) over (partition by person order by room, joined) as room_before
    from presence
    where room is not null
),
numbered as (
    select
        *,
        sum(case when coalesce(room = room_before, false) and joined < left_before + interval '30 minutes' then 0 else 1 end) over (
            partition by person order by room, joined rows between unbounded preceding and current row
        ) as visit
    from gaps
)
select person, room, min(joined) as started, max("left") as ended
from numbered
group by person, room, visit
