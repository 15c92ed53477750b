-- title.fi = "Pysyvyys"
-- title.en = "Retention"
-- title.sv = "Kvarhållning"
-- summary.fi = "Kuinka suuri osa alussa läsnä olleista oli paikalla viiden minuutin välein."
-- summary.en = "Of those present at the start, the share present every five minutes."
-- summary.sv = "Hur stor andel av dem som var med i början som var närvarande var femte minut."
-- grain = "one row per session and fifth minute of which a share is published"
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
select g.session, g.minute, ratio(g.present, b.starters) as share
from (
    select session, minute, count(distinct person) as present
    from session_grid
    group by session, minute
) g
join (
    select session, count(distinct person) as starters
    from session_starters
    group by session
) b on b.session = g.session
join event_sessions s on s.session = g.session
where g.present is not null and b.starters is not null
order by s.starts, g.session, g.minute
