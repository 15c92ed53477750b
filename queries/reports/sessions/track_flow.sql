-- title.fi = "Siirtymät teemasta toiseen"
-- title.en = "From track to track"
-- title.sv = "Från spår till spår"
-- summary.fi = "Minkä teeman ohjelmasta mentiin minkä teeman ohjelmaan."
-- summary.en = "Which track visitors went on to after which."
-- summary.sv = "Vilket spår besökarna gick vidare till efter vilket."
-- grain = "one row per pair of tracks"
-- chart = { kind = "flow", x = "from_track", y = "visitors", series = "to_track" }
-- [columns.from_track]
-- label.fi = "Mistä"
-- label.en = "From"
-- label.sv = "Från"
-- [columns.to_track]
-- label.fi = "Mihin"
-- label.en = "To"
-- label.sv = "Till"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Kävijät, jotka menivät ainakin kerran teeman ohjelmanumerosta seuraavaksi toisen teeman ohjelmanumeroon."
-- definition.en = "Visitors whose next attended session after one of the first track was, at least once, one of the second."
-- definition.sv = "Besökare vars nästa programpunkt efter en i det första spåret minst en gång var en i det andra."
-- unit = "persons"
select f.track as from_track, t.track as to_track, count(distinct s.person) as visitors
from session_steps s
join event_sessions f on f.session = s.from_session
join event_sessions t on t.session = s.to_session
where f.track is not null and t.track is not null
group by f.track, t.track
order by visitors desc nulls last, from_track, to_track
