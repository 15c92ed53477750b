-- To how many earlier events of the series everybody came: was in a room during the event, or was let in at a door. Nobody is here where
-- no earlier event is known. Guests of an earlier event are who they turned out to be, there or here.
with linked as (
    select guest, person, row_number() over (partition by guest order by time, person) as place
    from earlier_records
    where type = 'identity.linked' and guest is not null and person is not null and guest <> person
),
direct as (
    select guest, person from linked where place = 1
),
came as (
    select distinct coalesce(d.person, r.person) as visitor, r.event
    from direct d
    right join earlier_records r on r.person = d.guest
    where r.during and r.role = 'attendee' and r.type in ('presence.join', 'presence.heartbeat', 'interval.imported', 'checkin.entry')
),
became as (
    select distinct coalesce(l.becomes, c.visitor) as visitor, c.event
    from links l
    right join came c on c.visitor = l.guest
),
counted as (
    select visitor, count(*) as events
    from became
    group by visitor
)
select p.person, least(cast(coalesce(c.events, 0) as double), 1000.0) as events
from counted c
right join persons p on p.person = c.visitor
cross join (select count(*) as records from earlier_records) k
where k.records > 0
