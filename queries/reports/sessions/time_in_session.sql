-- title.fi = "Aika ohjelmassa"
-- title.en = "Time in session"
-- title.sv = "Tid i programpunkten"
-- summary.fi = "Kuinka pitkään kävijät seurasivat kutakin ohjelmanumeroa."
-- summary.en = "How long visitors followed each session."
-- summary.sv = "Hur länge besökarna följde varje programpunkt."
-- grain = "one row per session of which a number is published, and band of minutes"
-- chart = { kind = "histogram", x = "band", y = "visitors", series = "session" }
-- [columns.session]
-- label.fi = "Ohjelmanumero"
-- label.en = "Session"
-- label.sv = "Programpunkt"
-- unit = "session"
-- [columns.band]
-- label.fi = "Minuuttia"
-- label.en = "Minutes"
-- label.sv = "Minuter"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Kävijät, joiden puoleen minuuttiin pyöristetty aika on välillä, alaraja mukaan lukien."
-- definition.en = "Visitors whose time, rounded to half a minute, is in the band, lower bound included."
-- definition.sv = "Besökare vars tid, avrundad till en halv minut, ligger i intervallet, nedre gränsen inräknad."
-- unit = "persons"
select session, band, visitors
from (
    select s.session, s.starts, b.band, b.position, a.visitors, count(a.visitors) over (partition by s.session) as told
    from event_sessions s
    cross join duration_bands b
    left join (
        select session, band, count(distinct person) as visitors
        from attendance
        group by session, band
    ) a on a.session = s.session and a.band = b.band
) as banded
where told > 0
order by starts, session, position
