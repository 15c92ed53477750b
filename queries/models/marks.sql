-- The marks that presence is told from, in the order of each connection, with the number of its joins so far: a join's own number, and
-- at a heartbeat (kind 0) or a leave (kind 1) the number of joins (kind 2) at earlier instants. Records from before the event count: they
-- say who was there when it began. A record without a connection belongs to the person's one unnamed connection.
with marked as (
    select
        person,
        connection,
        room,
        time,
        mode = 'onsite' as onsite,
        case type when 'presence.heartbeat' then 0 when 'presence.leave' then 1 else 2 end as kind
    from identified
    where (type in ('presence.join', 'presence.heartbeat') and time < $event_end) or (type = 'presence.leave' and time <= $event_end)
)
select
    person,
    connection,
    room,
    time,
    onsite,
    kind,
    sum(case when kind = 2 then 1 else 0 end) over (
        partition by person, connection
        order by time, kind, room nulls first, onsite
        rows between unbounded preceding and current row
    ) as joins
from marked
