-- What visitors did at stands; a stand's own staff are not its visitors.
with staff as (
    select distinct s.stand as staffed_stand, coalesce(l.becomes, s.person) as staff_person
    from links l
    right join stand_staff s on s.person = l.guest
)
select a.person, a.stand, a.type
from staff s
right join activity a on a.stand = s.staffed_stand and a.person = s.staff_person
where s.staff_person is null and a.stand is not null
