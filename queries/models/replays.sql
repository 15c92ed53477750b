-- Who watched the recording of a session: played anything of the asset that has the session's id, other than live.
select distinct i.person, s.session
from event_sessions s
join identified i on i.asset = s.session
where i.type in ('media.play', 'media.progress') and (i.mode = 'replay' or not coalesce(i.live, true))
