-- From each session that a person attended to the next one, by start, then by id.
with nexts as (
    select
        a.person,
        a.session as from_session,
        lead(a.session) over (partition by a.person order by s.starts, a.session) as to_session
    from event_sessions s
    join attendance a on a.session = s.session
)
select person, from_session, to_session
from nexts
where to_session is not null
