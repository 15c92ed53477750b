-- When a person was in a room: the union over the person's connections and over intervals imported as they stand, cut to the event. An
-- end is inferred where no leave says it. A room without a name is a room of its own. To find the union in one pass over a person, the
-- person's rooms are laid one after the other on one line: a microsecond more than the event is long to each.
with spans as (
    select person, room, greatest(joined, $event_start) as joined, least("left", $event_end) as "left", inferred
    from stays
    where joined is not null
    union all
    select person, room, greatest(joined, $event_start), least("left", $event_end), false
    from identified
    where type = 'interval.imported' and joined is not null and "left" is not null
),
offsets as (
    select
        *,
        cast(joined as bigint) - cast($event_start as bigint) as joined_offset,
        cast("left" as bigint) - cast($event_start as bigint) as left_offset,
        lag(room) over (partition by person order by room, joined, "left") as room_before
    from spans
    where joined < "left"
),
laid as (
    select
        *,
        (cast($event_end as bigint) - cast($event_start as bigint) + 1)
            * sum(case when room is distinct from room_before then 1 else 0 end) over (
                partition by person order by room, joined, "left" rows between unbounded preceding and current row
            ) as line
    from offsets
),
reached as (
    select
        *,
        max(line + left_offset) over (
            partition by person order by room, joined, "left" rows between unbounded preceding and 1 preceding
        ) as reach
    from laid
),
islands as (
    select
        *,
        sum(case when reach is null or line + joined_offset > reach then 1 else 0 end) over (
            partition by person order by room, joined, "left" rows between unbounded preceding and current row
        ) as island
    from reached
)
select
    person,
    room,
    min(joined) as joined,
    max("left") as "left",
    -- Of the intervals that reach the end, one that is not inferred makes the number odd.
    max(2 * left_offset + case when inferred then 0 else 1 end) % 2 = 0 as inferred
from islands
group by person, room, island
