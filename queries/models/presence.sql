-- When a person was in a room: the union over the person's connections and over intervals imported as they stand, cut to the event. An
-- end is inferred where no leave says it. A room without a name is a room of its own.
with spans as (
    select person, room, greatest(joined, $event_start) as joined, least("left", $event_end) as "left", inferred
    from stays
    where joined is not null
    union all
    select person, room, greatest(joined, $event_start), least("left", $event_end), false
    from identified
    where type = 'interval.imported' and joined is not null and "left" is not null
),
reached as (
    select
        *,
        max("left") over (
            partition by person, room order by joined, "left" rows between unbounded preceding and 1 preceding
        ) as reach
    from spans
    where joined < "left"
),
islands as (
    select
        *,
        sum(case when reach is null or joined > reach then 1 else 0 end) over (
            partition by person, room order by joined, "left" rows between unbounded preceding and current row
        ) as island
    from reached
),
ends as (
    select *, max("left") over (partition by person, room, island) as island_end
    from islands
)
select
    person,
    room,
    min(joined) as joined,
    max("left") as "left",
    bool_and(case when "left" = island_end then inferred end) as inferred
from ends
group by person, room, island
