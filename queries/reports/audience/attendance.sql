-- title.fi = "Osallistuminen"
-- title.en = "Attendance"
-- title.sv = "Deltagande"
-- summary.fi = "Kuinka moni ilmoittautui, perui ja osallistui."
-- summary.en = "How many registered, cancelled and attended."
-- summary.sv = "Hur många som anmälde sig, avbokade och deltog."
-- grain = "one row for the event"
-- [columns.registered]
-- label.fi = "Ilmoittautuneet"
-- label.en = "Registered"
-- label.sv = "Anmälda"
-- definition.fi = "Henkilöt, joiden viimeinen ilmoittautumistieto ei ole peruutus."
-- definition.en = "Persons whose last registration record is not a cancellation."
-- definition.sv = "Personer vars sista anmälningsuppgift inte är en avbokning."
-- unit = "persons"
-- [columns.cancelled]
-- label.fi = "Peruneet"
-- label.en = "Cancelled"
-- label.sv = "Avbokade"
-- definition.fi = "Henkilöt, joiden viimeinen ilmoittautumistieto on peruutus."
-- definition.en = "Persons whose last registration record is a cancellation."
-- definition.sv = "Personer vars sista anmälningsuppgift är en avbokning."
-- unit = "persons"
-- [columns.attended]
-- label.fi = "Osallistuneet"
-- label.en = "Attended"
-- label.sv = "Deltog"
-- definition.fi = "Henkilöt, jotka olivat läsnä tapahtuman aikana tai kirjattiin sisään ovella."
-- definition.en = "Persons present at any time during the event, or checked in at a door."
-- definition.sv = "Personer som var närvarande under evenemanget eller checkades in vid en dörr."
-- unit = "persons"
-- [columns.no_shows]
-- label.fi = "Poisjääneet"
-- label.en = "No-shows"
-- label.sv = "Uteblivna"
-- definition.fi = "Ilmoittautuneet, jotka eivät osallistuneet."
-- definition.en = "Registered, and did not attend."
-- definition.sv = "Anmälda som inte deltog."
-- unit = "persons"
-- [columns.walk_ins]
-- label.fi = "Ilmoittautumatta tulleet"
-- label.en = "Walk-ins"
-- label.sv = "Oanmälda"
-- definition.fi = "Osallistuneet, jotka eivät ole ilmoittautuneita."
-- definition.en = "Attended without being registered."
-- definition.sv = "Deltog utan att vara anmälda."
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
    registered,
    cancelled,
    attended,
    no_shows,
    walk_ins,
    -- Where nobody stayed away, the rate would say of each that they came.
    case when no_shows is not null then ratio(came, registered) end as show_up_rate
from (
    select
        count(distinct person) filter (where registered) as registered,
        count(distinct person) filter (where cancelled) as cancelled,
        count(distinct person) filter (where attended) as attended,
        count(distinct person) filter (where registered and not attended) as no_shows,
        count(distinct person) filter (where attended and not registered) as walk_ins,
        count(distinct person) filter (where registered and attended) as came
    from persons
) as counted
