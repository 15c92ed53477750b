-- The persons present at any time in a session's first five minutes.
select distinct p.person, p.session
from event_sessions s
join session_presence p on p.session = s.session
where p.joined < s.starts + interval '5 minutes'
