-- Who attended a session, and for how long: more than zero seconds in its room during its window. Minutes are rounded to half a minute,
-- and the bands are of those. Late: first there more than 5 minutes after the start; early: last there more than 5 minutes before the end.
with totals as (
    select
        person,
        session,
        sum(cast("left" as bigint) - cast(joined as bigint)) as microseconds,
        min(joined) as first_joined,
        max("left") as last_left
    from session_presence
    group by person, session
),
rounded as (
    select *, ((microseconds + 15000000) / 30000000) / 2.0 as minutes
    from totals
)
select
    r.person,
    r.session,
    s.room,
    s.track,
    r.microseconds / 1000000.0 as seconds,
    r.microseconds / cast(cast(s.ends as bigint) - cast(s.starts as bigint) as double) as share,
    r.minutes,
    case
        when r.minutes < 1 then '<1'
        when r.minutes < 5 then '1-5'
        when r.minutes < 10 then '5-10'
        when r.minutes < 20 then '10-20'
        when r.minutes < 40 then '20-40'
        else '40+'
    end as band,
    r.microseconds * 10 >= (cast(s.ends as bigint) - cast(s.starts as bigint)) * 8 as attended_80,
    r.first_joined > s.starts + interval '5 minutes' as late_join,
    r.last_left < s.ends - interval '5 minutes' as early_leave,
    r.first_joined,
    r.last_left
from event_sessions s
join rounded r on r.session = s.session
