-- title.fi = "Tilat"
-- title.en = "Rooms"
-- title.sv = "Rum"
-- summary.fi = "Kuinka moni oli missäkin tilassa, kuinka kauan ja milloin eniten."
-- summary.en = "How many were in each room, how long, and when most."
-- summary.sv = "Hur många som var i varje rum, hur länge och när flest."
-- grain = "one row per room"
-- chart = { kind = "bar", x = "room", y = "visitors" }
-- [columns.room]
-- label.fi = "Tila"
-- label.en = "Room"
-- label.sv = "Rum"
-- unit = "room"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Eri henkilöt, jotka olivat tilassa."
-- definition.en = "Distinct persons who were in the room."
-- definition.sv = "Olika personer som var i rummet."
-- unit = "persons"
-- [columns.visits]
-- label.fi = "Käynnit"
-- label.en = "Visits"
-- label.sv = "Besök"
-- definition.fi = "Alle 30 minuutin päässä toisistaan olevat läsnäolot tilassa ovat yksi käynti."
-- definition.en = "Presences in the room less than 30 minutes apart are one visit."
-- definition.sv = "Närvaro i rummet med mindre än 30 minuters mellanrum är ett besök."
-- unit = "count"
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
    coalesce(e.room, m.room) as room,
    m.visitors,
    v.visits,
    rounded(m.minutes_mean, 1) as minutes_mean,
    rounded(m.minutes_median, 1) as minutes_median,
    rounded(m.minutes_p90, 1) as minutes_p90,
    p.peak,
    p.peak_at
from event_rooms e
full join (
    select
        room,
        count(distinct person) as visitors,
        exact_mean(minutes) as minutes_mean,
        percentile(minutes, 0.5) as minutes_median,
        percentile(minutes, 0.9) as minutes_p90
    from room_minutes
    group by room
) m on m.room = e.room
left join (
    select room, count(*) as visits
    from visits
    group by room
) v on v.room = coalesce(e.room, m.room)
left join (
    select room, peak(joined, "left") as peak, peak_at(joined, "left", $event_start) as peak_at
    from presence
    where room is not null
    group by room
) p on p.room = coalesce(e.room, m.room)
order by e.position nulls last, coalesce(e.room, m.room)
