-- title.fi = "Ohjelma"
-- title.en = "Sessions"
-- title.sv = "Programpunkter"
-- summary.fi = "Kuinka moni seurasi mitäkin ohjelmanumeroa, kuinka kauan ja milloin eniten."
-- summary.en = "How many followed each session, how long, and when most."
-- summary.sv = "Hur många som följde varje programpunkt, hur länge och när flest."
-- grain = "one row per session"
-- chart = { kind = "bar", x = "session", y = "visitors" }
-- [columns.session]
-- label.fi = "Ohjelmanumero"
-- label.en = "Session"
-- label.sv = "Programpunkt"
-- unit = "session"
-- [columns.room]
-- label.fi = "Tila"
-- label.en = "Room"
-- label.sv = "Rum"
-- unit = "room"
-- [columns.track]
-- label.fi = "Teema"
-- label.en = "Track"
-- label.sv = "Spår"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Eri henkilöt, jotka olivat ohjelmanumeron tilassa sen aikana."
-- definition.en = "Distinct persons in the session's room during it."
-- definition.sv = "Olika personer i programpunktens rum medan den pågick."
-- unit = "persons"
-- [columns.minutes_mean]
-- label.fi = "Minuutteja keskimäärin"
-- label.en = "Minutes, mean"
-- label.sv = "Minuter, medelvärde"
-- definition.fi = "Keskiarvo kävijöiden minuuteista, jotka on pyöristetty puoleen minuuttiin."
-- definition.en = "Mean of the visitors' minutes, each rounded to half a minute."
-- definition.sv = "Medelvärdet av besökarnas minuter, var och en avrundad till en halv minut."
-- unit = "minutes"
-- [columns.minutes_median]
-- label.fi = "Minuutteja, mediaani"
-- label.en = "Minutes, median"
-- label.sv = "Minuter, median"
-- definition.fi = "Mediaani kävijöiden minuuteista, jotka on pyöristetty puoleen minuuttiin."
-- definition.en = "Median of the visitors' minutes, each rounded to half a minute."
-- definition.sv = "Medianen av besökarnas minuter, var och en avrundad till en halv minut."
-- unit = "minutes"
-- [columns.minutes_p90]
-- label.fi = "Minuutteja, 90. prosenttipiste"
-- label.en = "Minutes, 90th percentile"
-- label.sv = "Minuter, 90:e percentilen"
-- definition.fi = "Minuutit, joita yhdeksän kymmenestä kävijästä ei ylitä; lineaarinen interpolointi."
-- definition.en = "Minutes that nine in ten visitors do not exceed; linear interpolation."
-- definition.sv = "Minuter som nio av tio besökare inte överskrider; linjär interpolering."
-- unit = "minutes"
-- [columns.attended_80]
-- label.fi = "Vähintään 80 % paikalla"
-- label.en = "Stayed 80 %"
-- label.sv = "Närvarande minst 80 %"
-- definition.fi = "Läsnä vähintään 80 % ohjelmanumeron kestosta."
-- definition.en = "Present for at least 80 % of the session."
-- definition.sv = "Närvarande minst 80 % av programpunktens längd."
-- unit = "persons"
-- [columns.late_joins]
-- label.fi = "Myöhässä tulleet"
-- label.en = "Late joins"
-- label.sv = "Sena ankomster"
-- definition.fi = "Ensimmäisen kerran läsnä yli 5 minuuttia alun jälkeen."
-- definition.en = "First present more than 5 minutes after the start."
-- definition.sv = "Närvarande första gången mer än 5 minuter efter början."
-- unit = "persons"
-- [columns.early_leaves]
-- label.fi = "Etuajassa lähteneet"
-- label.en = "Early leaves"
-- label.sv = "Gick i förtid"
-- definition.fi = "Viimeisen kerran läsnä yli 5 minuuttia ennen loppua."
-- definition.en = "Last present more than 5 minutes before the end."
-- definition.sv = "Närvarande sista gången mer än 5 minuter före slutet."
-- unit = "persons"
-- [columns.peak]
-- label.fi = "Huippu"
-- label.en = "Peak"
-- label.sv = "Topp"
-- definition.fi = "Suurin määrä henkilöitä paikalla yhdellä hetkellä."
-- definition.en = "The largest number of persons present at one instant."
-- definition.sv = "Det största antalet personer närvarande vid ett och samma ögonblick."
-- unit = "persons"
-- [columns.peak_at]
-- label.fi = "Huipun aika"
-- label.en = "Time of the peak"
-- label.sv = "Tidpunkt för toppen"
-- definition.fi = "Ensimmäinen hetki, jolloin huippu saavutettiin, alaspäin viiden minuutin tarkkuudella."
-- definition.en = "The first instant of the peak, down to the 5-minute grid."
-- definition.sv = "Det första ögonblicket för toppen, nedåt till femminutersrutnätet."
-- unit = "time"
select
    s.session,
    s.room,
    s.track,
    a.visitors,
    rounded(a.minutes_mean, 1) as minutes_mean,
    rounded(a.minutes_median, 1) as minutes_median,
    rounded(a.minutes_p90, 1) as minutes_p90,
    a.attended_80,
    a.late_joins,
    a.early_leaves,
    p.peak,
    p.peak_at
from event_sessions s
left join (
    select
        session,
        count(distinct person) as visitors,
        exact_mean(minutes) as minutes_mean,
        percentile(minutes, 0.5) as minutes_median,
        percentile(minutes, 0.9) as minutes_p90,
        count(distinct person) filter (where attended_80) as attended_80,
        count(distinct person) filter (where late_join) as late_joins,
        count(distinct person) filter (where early_leave) as early_leaves
    from attendance
    group by session
) a on a.session = s.session
left join (
    select session, peak(joined, "left") as peak, peak_at(joined, "left", $event_start) as peak_at
    from session_presence
    group by session
) p on p.session = s.session
order by s.starts, s.session
