-- title.fi = "Osallistuminen lipputyypeittäin"
-- title.en = "Attendance by ticket"
-- title.sv = "Deltagande per biljettyp"
-- summary.fi = "Ilmoittautuneet ja heistä osallistuneet lipputyypeittäin."
-- summary.en = "The registered and those of them who attended, by ticket."
-- summary.sv = "De anmälda och de av dem som deltog, per biljettyp."
-- grain = "one row per ticket"
-- chart = { kind = "bar", x = "ticket", y = "registered" }
-- [columns.ticket]
-- label.fi = "Lippu"
-- label.en = "Ticket"
-- label.sv = "Biljett"
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
-- definition.fi = "Heistä osallistuneet."
-- definition.en = "Those of them who attended."
-- definition.sv = "De av dem som deltog."
-- unit = "persons"
-- [columns.show_up_rate]
-- label.fi = "Osallistumisaste"
-- label.en = "Show-up rate"
-- label.sv = "Deltagandegrad"
-- definition.fi = "Osallistuneiden osuus ilmoittautuneista."
-- definition.en = "The share of the registered who attended."
-- definition.sv = "Andelen av de anmälda som deltog."
-- unit = "share"
select
    ticket,
    registered,
    attended,
    ratio(attended, registered) as show_up_rate
from (
    select
        ticket,
        count(distinct person) as registered,
        count(distinct person) filter (where attended) as attended
    from persons
    where registered
    group by ticket
) as counted
order by registered desc nulls last, ticket nulls last
