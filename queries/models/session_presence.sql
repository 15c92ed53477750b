-- A person's presence in a session's room, cut to the session.
select
    p.person,
    s.session,
    greatest(p.joined, s.starts) as joined,
    least(p."left", s.ends) as "left"
from event_sessions s
join presence p on p.room = s.room and p.joined < s.ends and p."left" > s.starts
