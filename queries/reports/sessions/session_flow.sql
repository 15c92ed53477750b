-- title.fi = "Siirtymät ohjelmasta toiseen"
-- title.en = "From session to session"
-- title.sv = "Från programpunkt till programpunkt"
-- summary.fi = "Minkä ohjelmanumeron jälkeen mentiin mihinkin."
-- summary.en = "Which session visitors went to after which."
-- summary.sv = "Vilken programpunkt besökarna gick till efter vilken."
-- grain = "one row per pair of sessions"
-- chart = { kind = "flow", x = "from_session", y = "visitors", series = "to_session" }
-- [columns.from_session]
-- label.fi = "Mistä"
-- label.en = "From"
-- label.sv = "Från"
-- unit = "session"
-- [columns.to_session]
-- label.fi = "Mihin"
-- label.en = "To"
-- label.sv = "Till"
-- unit = "session"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Kävijät, joiden seuraava ohjelmanumero alkamisajan mukaan tämä oli."
-- definition.en = "Visitors whose next attended session, by start time, this was."
-- definition.sv = "Besökare vars nästa programpunkt, efter starttid, detta var."
-- unit = "persons"
select from_session, to_session, count(distinct person) as visitors
from session_steps
group by from_session, to_session
order by visitors desc nulls last, from_session, to_session
