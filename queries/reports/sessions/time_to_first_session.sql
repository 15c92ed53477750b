-- title.fi = "Aika ensimmäiseen ohjelmanumeroon"
-- title.en = "Time to the first session"
-- title.sv = "Tid till första programpunkten"
-- summary.fi = "Kuinka kauan kävijöiltä meni saapumisesta ensimmäiseen ohjelmanumeroon."
-- summary.en = "How long it took visitors from arriving to their first session."
-- summary.sv = "Hur lång tid det tog för besökarna från ankomst till första programpunkten."
-- grain = "one row per band of minutes"
-- chart = { kind = "histogram", x = "band", y = "visitors" }
-- [columns.band]
-- label.fi = "Minuuttia"
-- label.en = "Minutes"
-- label.sv = "Minuter"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Kävijät, joilta meni näin kauan ensimmäisestä läsnäolosta missä tahansa tilassa ensimmäisen seuratun ohjelmanumeron tilaan sen aikana, alaraja mukaan lukien."
-- definition.en = "Visitors who took so long from their first presence in any room to their first presence in a session, lower bound included."
-- definition.sv = "Besökare som behövde så lång tid från sin första närvaro i något rum till sin första närvaro i en programpunkt, nedre gränsen inräknad."
-- unit = "persons"
select b.band, w.visitors
from (values ('<5', 1), ('5-15', 2), ('15+', 3)) as b (band, position)
left join (
    select
        case
            when wait < interval '5 minutes' then '<5'
            when wait < interval '15 minutes' then '5-15'
            else '15+'
        end as band,
        count(distinct person) as visitors
    from (
        select p.person, min(a.first_joined) - min(p.joined) as wait
        from presence p
        join attendance a on a.person = p.person
        group by p.person
    ) as waits
    group by 1
) w on w.band = b.band
order by b.position
