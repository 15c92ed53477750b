-- title.en = "Corpus"
-- grain = "any"
-- columns = { ticket = { label.en = "ticket" }, no_shows = { label.en = "no_shows" } }
select r.ticket, count(distinct r.person) as no_shows
from registrations r left join attendance a on a.person = r.person
where a.person is null and not r.cancelled
group by r.ticket
