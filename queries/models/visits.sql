-- Visits of a room: presences of a person in it that are less than 30 minutes apart are one.
with gaps as (
    select
        person,
        room,
        joined,
        "left",
        lag("left") over (partition by person, room order by joined) as left_before
    from presence
    where room is not null
),
numbered as (
    select
        *,
        sum(case when left_before is null or joined >= left_before + interval '30 minutes' then 1 else 0 end) over (
            partition by person, room order by joined rows between unbounded preceding and current row
        ) as visit
    from gaps
)
select person, room, min(joined) as started, max("left") as ended
from numbered
group by person, room, visit
