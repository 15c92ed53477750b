-- title.fi = "Ilmoittautumiset päivittäin"
-- title.en = "Registrations by day"
-- title.sv = "Anmälningar per dag"
-- summary.fi = "Kuinka moni ilmoittautui ja perui kunakin päivänä."
-- summary.en = "How many registered and cancelled on each day."
-- summary.sv = "Hur många som anmälde sig och avbokade varje dag."
-- grain = "one row per day"
-- chart = { kind = "column", x = "day", y = "registrations" }
-- [columns.day]
-- label.fi = "Päivä"
-- label.en = "Day"
-- label.sv = "Dag"
-- unit = "day"
-- [columns.registrations]
-- label.fi = "Ilmoittautumiset"
-- label.en = "Registrations"
-- label.sv = "Anmälningar"
-- definition.fi = "Henkilöt, jotka ilmoittautuivat sinä päivänä."
-- definition.en = "Persons who registered on the day."
-- definition.sv = "Personer som anmälde sig den dagen."
-- unit = "persons"
-- [columns.cancellations]
-- label.fi = "Peruutukset"
-- label.en = "Cancellations"
-- label.sv = "Avbokningar"
-- definition.fi = "Henkilöt, jotka peruivat sinä päivänä."
-- definition.en = "Persons who cancelled on the day."
-- definition.sv = "Personer som avbokade den dagen."
-- unit = "persons"
select
    day,
    count(distinct person) filter (where registered) as registrations,
    count(distinct person) filter (where cancelled) as cancellations
from registration_days
group by day
order by day
