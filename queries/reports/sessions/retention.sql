-- title.fi = "Pysyvyys"
-- title.en = "Retention"
-- title.sv = "Kvarhållning"
-- summary.fi = "Kuinka suuri osa alussa läsnä olleista oli paikalla viiden minuutin välein."
-- summary.en = "Of those present at the start, the share present every five minutes."
-- summary.sv = "Hur stor andel av dem som var med i början som var närvarande var femte minut."
-- grain = "one row per session and fifth minute"
-- chart = { kind = "line", x = "minute", y = "share", series = "session" }
-- [columns.session]
-- label.fi = "Ohjelmanumero"
-- label.en = "Session"
-- label.sv = "Programpunkt"
-- unit = "session"
-- [columns.minute]
-- label.fi = "Minuutti"
-- label.en = "Minute"
-- label.sv = "Minut"
-- unit = "minute"
-- [columns.share]
-- label.fi = "Osuus"
-- label.en = "Share"
-- label.sv = "Andel"
-- definition.fi = "Ensimmäisten 5 minuutin aikana läsnä olleista tällä minuutilla läsnä olleiden osuus."
-- definition.en = "Of the persons present at any time in the first 5 minutes, the share present at this minute."
-- definition.sv = "Av dem som var närvarande någon gång under de första 5 minuterna, andelen närvarande vid denna minut."
-- unit = "share"
select m.session, m.minute, ratio(g.present, b.starters) as share
from event_sessions s
join session_minutes m on m.session = s.session
left join (
    select session, count(distinct person) as starters
    from session_starters
    group by session
) b on b.session = m.session
left join (
    select session, minute, count(distinct person) as present
    from session_grid
    group by session, minute
) g on g.session = m.session and g.minute = m.minute
order by s.starts, m.session, m.minute
