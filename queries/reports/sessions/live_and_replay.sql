-- title.fi = "Suorana ja jälkikäteen"
-- title.en = "Live and replay"
-- title.sv = "Direkt och i efterhand"
-- summary.fi = "Kuinka moni seurasi ohjelmanumeroa sen aikana, ja kuinka moni katsoi tallenteen."
-- summary.en = "How many followed each session as it happened, and how many watched its recording."
-- summary.sv = "Hur många som följde varje programpunkt direkt, och hur många som såg inspelningen."
-- grain = "one row per session"
-- chart = { kind = "bar", x = "session", y = "replay" }
-- [columns.session]
-- label.fi = "Ohjelmanumero"
-- label.en = "Session"
-- label.sv = "Programpunkt"
-- unit = "session"
-- [columns.live]
-- label.fi = "Suorana"
-- label.en = "Live"
-- label.sv = "Direkt"
-- definition.fi = "Eri henkilöt, jotka olivat ohjelmanumeron tilassa sen aikana."
-- definition.en = "Distinct persons in the session's room during it."
-- definition.sv = "Olika personer i programpunktens rum medan den pågick."
-- unit = "persons"
-- [columns.replay]
-- label.fi = "Tallenteena"
-- label.en = "Replay"
-- label.sv = "Inspelning"
-- definition.fi = "Eri henkilöt, jotka katsoivat ohjelmanumeron tallennetta."
-- definition.en = "Distinct persons who watched the session's recording."
-- definition.sv = "Olika personer som såg programpunktens inspelning."
-- unit = "persons"
select s.session, l.live, r.replay
from event_sessions s
left join (
    select session, count(distinct person) as live
    from attendance
    group by session
) l on l.session = s.session
left join (
    select session, count(distinct person) as replay
    from replays
    group by session
) r on r.session = s.session
order by s.starts, s.session
