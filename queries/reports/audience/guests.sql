-- title.fi = "Vieraat ja henkilömäärä"
-- title.en = "Guests and the number of persons"
-- title.sv = "Gäster och antalet personer"
-- summary.fi = "Vieras on laite, ei todennettu henkilö: tunnettuja ja vieraita yhteensä oli näiden lukujen väliltä."
-- summary.en = "A guest is a device, not a proven person: known persons and guests together were between these numbers."
-- summary.sv = "En gäst är en enhet, inte en styrkt person: kända och gäster var tillsammans mellan dessa tal."
-- grain = "one row for the event"
-- [columns.known]
-- label.fi = "Tunnetut"
-- label.en = "Known"
-- label.sv = "Kända"
-- definition.fi = "Osallistuneet, jotka olivat kirjautuneet tilillä tai lipulla."
-- definition.en = "Attending persons with an account or a ticket."
-- definition.sv = "Deltagare med konto eller biljett."
-- unit = "persons"
-- [columns.guests]
-- label.fi = "Vieraat"
-- label.en = "Guests"
-- label.sv = "Gäster"
-- definition.fi = "Vieraina osallistuneet laitteet, joita ei ole yhdistetty keneenkään."
-- definition.en = "Devices that attended as guests and were never linked to anybody."
-- definition.sv = "Enheter som deltog som gäster och aldrig kopplades till någon."
-- unit = "persons"
-- [columns.persons_least]
-- label.fi = "Vähintään"
-- label.en = "At least"
-- label.sv = "Minst"
-- definition.fi = "Jos jokainen vieras oli tunnetun henkilön toinen laite."
-- definition.en = "If every guest was another device of a known person."
-- definition.sv = "Om varje gäst var en känd persons andra enhet."
-- unit = "persons"
-- [columns.persons_most]
-- label.fi = "Enintään"
-- label.en = "At most"
-- label.sv = "Högst"
-- definition.fi = "Jos jokainen vieras oli eri henkilö."
-- definition.en = "If every guest was a different person."
-- definition.sv = "Om varje gäst var en egen person."
-- unit = "persons"
select
    sum(l.visitors) filter (where l.login <> 'guest') as known,
    sum(l.visitors) filter (where l.login = 'guest') as guests,
    sum(l.visitors) filter (where l.login <> 'guest') as persons_least,
    max(t.attended) as persons_most
from (
    select count(distinct person) as attended
    from persons
    where attended
) t
left join (
    select login, count(distinct person) as visitors
    from persons
    where attended
    group by login
) l on true
