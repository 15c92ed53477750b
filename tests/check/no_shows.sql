-- title.en = "No-shows by ticket"
-- grain = "one row per ticket"
-- [columns.ticket]
-- label.en = "Ticket"
-- [columns.no_shows]
-- label.en = "No-shows"
-- unit = "persons"
select ticket, count(distinct person) as no_shows
from registrations r
where person not in (select person from attendance)
group by ticket
