-- Stays of a connection in a room, in pieces where silence breaks them: from a join, or from a heartbeat while there is no stay, until the
-- first of the next leave of the room, the next join of any room, and the event's end. In a stay with heartbeats, 5 minutes without one
-- end presence 90 seconds after the last mark, and the next heartbeat begins it again. `joined` is null where a leave closes nothing.
-- Not yet cut to the event. Windows go over all marks of a person, with the stays one after the other: a window for each stay is slow.
with placed as (
    -- Kind: 0 a join, 1 a heartbeat, 2 a leave, in their order at one instant of a stay. Heartbeats and leaves at the instant of a join
    -- belong before it, unless they are of the joined room.
    select
        m.person,
        m.connection,
        m.room,
        m.time,
        m.onsite,
        case m.kind when 2 then 0 when 0 then 1 else 2 end as kind,
        case when m.kind = 2 or a.person is null or (m.kind = 1 and a.present_before) then m.joins else a.joins end as joins
    from arrivals a
    right join marks m
        on m.person = a.person and m.time = a.time
        and (m.connection is not distinct from a.connection) and (m.room is not distinct from a.room)
),
following as (
    select
        *,
        lag(kind) over (partition by person order by connection, joins, room, time, kind, onsite) as kind_before,
        lag(time) over (partition by person order by connection, joins, room, time, kind, onsite) as time_before,
        lag(room) over (partition by person order by connection, joins, room, time, kind, onsite) as room_before,
        lag(joins) over (partition by person order by connection, joins, room, time, kind, onsite) as joins_before,
        lag(connection) over (partition by person order by connection, joins, room, time, kind, onsite) as connection_before
    from placed
),
opened as (
    select
        person,
        connection,
        joins,
        room,
        time,
        kind,
        onsite,
        time_before,
        kind_before is null or kind_before = 2 or joins <> joins_before
            or (room is distinct from room_before) or (connection is distinct from connection_before) as opens
    from following
),
numbered as (
    select
        *,
        sum(case when opens then 1 else 0 end) over (
            partition by person order by connection, joins, room, time, kind, onsite
            rows between unbounded preceding and current row
        ) as stay,
        sum(case when opens or (kind < 2 and time > time_before + interval '5 minutes') then 1 else 0 end) over (
            partition by person order by connection, joins, room, time, kind, onsite
            rows between unbounded preceding and current row
        ) as piece
    from opened
),
pieces as (
    select
        person,
        connection,
        joins,
        room,
        stay,
        piece,
        min(case when kind < 2 then time end) as joined,
        max(case when kind < 2 then time end) as last_mark,
        max(case when kind = 2 then time end) as leave,
        bool_or(kind = 1) as heartbeats,
        bool_or(opens) as opens,
        bool_or(opens and onsite) as opens_onsite
    from numbered
    group by person, connection, joins, room, stay, piece
),
next_joins as (
    select person, connection, joins - 1 as joins, time
    from marks
    where kind = 2
),
ended as (
    select
        p.*,
        coalesce(p.leave, n.time, $event_end) as stay_end,
        lead(p.stay) over (partition by p.person order by p.piece) as next_stay,
        max(2 * p.stay + case when p.opens_onsite then 1 else 0 end) over (
            partition by p.person order by p.piece rows between unbounded preceding and current row
        ) % 2 = 1 as onsite
    from next_joins n
    right join pieces p on n.person = p.person and n.joins = p.joins and (n.connection is not distinct from p.connection)
),
silenced as (
    select *, coalesce(next_stay = stay, false) or (heartbeats and stay_end > last_mark + interval '5 minutes') as silent
    from ended
)
select
    person,
    room,
    joined,
    case when silent then last_mark + interval '90 seconds' else stay_end end as "left",
    silent or leave is null as inferred,
    onsite,
    opens and joined = stay_end as zero_length
from silenced
