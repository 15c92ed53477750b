-- title.fi = "Uudet ja palaavat"
-- title.en = "New and returning"
-- title.sv = "Nya och återkommande"
-- summary.fi = "Kuinka moni on ollut sarjan aiemmissa tapahtumissa, joiden tiedot ovat tallella."
-- summary.en = "How many have been at earlier events of the series, of those whose records are kept."
-- summary.sv = "Hur många som har varit på tidigare evenemang i serien, bland dem vars uppgifter finns kvar."
-- grain = "one row per number of earlier events, none where the event is in no series"
-- chart = { kind = "histogram", x = "earlier", y = "attended" }
-- [columns.earlier]
-- label.fi = "Aiempia tapahtumia"
-- label.en = "Earlier events"
-- label.sv = "Tidigare evenemang"
-- definition.fi = "Sarjan aiemmat tapahtumat, joissa henkilö oli jossakin tilassa tai kirjattiin sisään."
-- definition.en = "Earlier events of the series at which the person was in a room or checked in."
-- definition.sv = "Tidigare evenemang i serien där personen var i något rum eller checkades in."
-- [columns.registered]
-- label.fi = "Ilmoittautuneet"
-- label.en = "Registered"
-- label.sv = "Anmälda"
-- definition.fi = "Henkilöt, joiden viimeinen ilmoittautumistieto ei ole peruutus."
-- definition.en = "Persons whose last registration record is not a cancellation."
-- definition.sv = "Personer vars sista anmälningsuppgift inte är en avbokning."
-- unit = "persons"
-- [columns.attended]
-- label.fi = "Osallistuneet"
-- label.en = "Attended"
-- label.sv = "Deltog"
-- definition.fi = "Henkilöt, jotka osallistuivat tähän tapahtumaan."
-- definition.en = "Persons who attended this event."
-- definition.sv = "Personer som deltog i detta evenemang."
-- unit = "persons"
select b.earlier, e.registered, e.attended
from (values ('0', 1), ('1', 2), ('2+', 3)) as b (earlier, position)
join (
    select
        case when e.events < 1 then '0' when e.events < 2 then '1' else '2+' end as earlier,
        count(distinct p.person) filter (where p.registered) as registered,
        count(distinct p.person) filter (where p.attended) as attended
    from persons p
    join earlier_events e on e.person = p.person
    group by 1
) e on e.earlier = b.earlier
order by b.position
