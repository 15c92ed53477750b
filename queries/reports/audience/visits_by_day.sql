-- title.fi = "Käynnit päivittäin"
-- title.en = "Visits by day"
-- title.sv = "Besök per dag"
-- summary.fi = "Käynnit ja kävijät sinä päivänä, jona käynti alkoi."
-- summary.en = "Visits and visitors on the day on which the visit began."
-- summary.sv = "Besök och besökare den dag då besöket började."
-- grain = "one row per day of the event"
-- chart = { kind = "column", x = "day", y = "visitors" }
-- [columns.day]
-- label.fi = "Päivä"
-- label.en = "Day"
-- label.sv = "Dag"
-- unit = "day"
-- [columns.visits]
-- label.fi = "Käynnit"
-- label.en = "Visits"
-- label.sv = "Besök"
-- definition.fi = "Alle 30 minuutin päässä toisistaan olevat läsnäolot missä tahansa tilassa ovat yksi käynti."
-- definition.en = "Presences in any room less than 30 minutes apart are one visit."
-- definition.sv = "Närvaro i vilket rum som helst med mindre än 30 minuters mellanrum är ett besök."
-- unit = "count"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Eri henkilöt, joiden käynti alkoi sinä päivänä."
-- definition.en = "Distinct persons with a visit that began on the day."
-- definition.sv = "Olika personer med ett besök som började den dagen."
-- unit = "persons"
select e.day, v.visits, v.visitors
from event_days e
left join (
    select day, count(*) as visits, count(distinct person) as visitors
    from day_visits
    group by day
) v on v.day = e.day
order by e.day
