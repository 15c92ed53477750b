-- Joins, one row for each connection, instant and room, with the number of the last of them; and where the same connection leaves the
-- same room at the same instant, whether it was there before: then the leave ends what was, and the join begins anew; else the join comes
-- first, and the leave ends it. Whether it was there is told by its last heartbeat or leave since the join before, else by that join; and
-- where that one was such a tie too, nothing has changed since, for a tie leaves the state as it was.
with arrivals as (
    select person, connection, room, time, max(joins) as joins
    from marks
    where kind = 2
    group by person, connection, room, time
),
ties as (
    select distinct a.person, a.connection, a.room, a.time, m.joins as joins_before
    from arrivals a
    join marks m on m.person = a.person and m.time = a.time
    where m.kind = 1 and (m.connection is not distinct from a.connection) and (m.room is not distinct from a.room)
),
since as (
    select
        t.person,
        t.connection,
        t.room,
        t.time,
        max(case when m.kind = 0 then m.time end) as heartbeat,
        max(case when m.kind = 1 then m.time end) as leave
    from ties t
    join marks m on m.person = t.person and m.joins = t.joins_before
    where m.kind < 2 and m.time < t.time and (m.connection is not distinct from t.connection) and (m.room is not distinct from t.room)
    group by t.person, t.connection, t.room, t.time
),
before as (
    select t.person, t.connection, t.room, t.time, m.room as joined_room, m.time as joined_at
    from ties t
    join marks m on m.person = t.person and m.joins = t.joins_before
    where m.kind = 2 and (m.connection is not distinct from t.connection)
),
judged as (
    select
        t.person,
        t.connection,
        t.room,
        t.time,
        case
            when s.heartbeat is not null or s.leave is not null then s.leave is null or coalesce(s.heartbeat > s.leave, false)
            when b.joined_at is null or (b.joined_room is distinct from t.room) then false
            when b.joined_at = lag(t.time) over (partition by t.person, t.connection, t.room order by t.time) then null
            else true
        end as present
    from ties t
    left join since s
        on s.person = t.person and s.time = t.time
        and (s.connection is not distinct from t.connection) and (s.room is not distinct from t.room)
    left join before b
        on b.person = t.person and b.time = t.time
        and (b.connection is not distinct from t.connection) and (b.room is not distinct from t.room)
),
states as (
    select
        person,
        connection,
        room,
        time,
        last_value(present) ignore nulls over (
            partition by person, connection, room order by time rows between unbounded preceding and current row
        ) as present
    from judged
)
select a.person, a.connection, a.room, a.time, a.joins, coalesce(s.present, false) as present_before
from states s
right join arrivals a
    on a.person = s.person and a.time = s.time
    and (a.connection is not distinct from s.connection) and (a.room is not distinct from s.room)
