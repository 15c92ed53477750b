-- The 5-minute steps of a session at which one of its starters was there.
with steps as (
    select
        p.person,
        p.session,
        unnest(generate_series(
            (cast(p.joined as bigint) - cast(s.starts as bigint) + 299999999) / 300000000,
            (cast(p."left" as bigint) - cast(s.starts as bigint) - 1) / 300000000
        )) as step
    from event_sessions s
    join session_presence p on p.session = s.session
    join session_starters b on b.session = p.session and b.person = p.person
)
select person, session, step * 5 as minute
from steps
