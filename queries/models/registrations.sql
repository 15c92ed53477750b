-- Registrations, one row a person: since when, with the last ticket and channel that were told, and whether the last word is a
-- cancellation.
select
    person,
    last_value(ticket order by time, record) filter (where ticket is not null) as ticket,
    last_value(channel order by time, record) filter (where channel is not null) as channel,
    min(time) as registered_at,
    last_value(type order by time, record) = 'registration.cancelled' as cancelled
from identified
where type in ('registration.created', 'registration.updated', 'registration.cancelled')
group by person
