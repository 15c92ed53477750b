-- title.fi = "Osallistuminen kanavittain"
-- title.en = "Attendance by channel"
-- title.sv = "Deltagande per kanal"
-- summary.fi = "Mistä ilmoittautuneet tulivat, ja kuinka moni heistä osallistui."
-- summary.en = "How the registered came to register, and how many of them attended."
-- summary.sv = "Hur de anmälda hittade anmälan, och hur många av dem som deltog."
-- grain = "one row per channel"
-- chart = { kind = "bar", x = "channel", y = "registered" }
-- [columns.channel]
-- label.fi = "Kanava"
-- label.en = "Channel"
-- label.sv = "Kanal"
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
    channel,
    registered,
    attended,
    ratio(attended, registered) as show_up_rate
from (
    select
        r.channel,
        count(distinct p.person) as registered,
        count(distinct p.person) filter (where p.attended) as attended
    from persons p
    join registrations r on r.person = p.person
    where p.registered
    group by r.channel
) as counted
order by registered desc nulls last, channel nulls last
