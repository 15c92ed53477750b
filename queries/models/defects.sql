-- What is wrong with the log, one row a defect, at the person it happened to: extra copies, records that came more than an hour after
-- their time, corrected clocks, leaves that close nothing, stays of zero length, ends of presence that no leave says, and the persons
-- excluded for a role.
select p.person, 'duplicate' as measure
from (
    select coalesce(l.becomes, c.person) as copy_of
    from links l
    right join copies c on c.person = l.guest
    where c.copy > 1
) d
join persons p on p.person = d.copy_of
union all
select person, 'late'
from identified
where received > time + interval '1 hour'
union all
select person, 'clock_corrected'
from identified
where corrected
union all
select person, 'leave_without_join'
from stays
where joined is null
union all
select person, 'zero_length_stay'
from stays
where zero_length
union all
select person, 'zero_length_stay'
from identified
where type = 'interval.imported' and "left" <= joined
union all
select person, 'inferred_leave'
from stays
where inferred and joined < "left"
union all
select outsider, concat('excluded_', role)
from excluded
