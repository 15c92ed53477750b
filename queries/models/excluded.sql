-- Persons with any record in a role other than attendee, one row for each such role: they are counted nowhere else.
select distinct
    coalesce(l.becomes, k.person) as outsider,
    k.role
from links l
right join kept k on k.person = l.guest
where k.role <> 'attendee' and k.person is not null
