-- Days, in the event's time zone, on which a person registered or cancelled.
select
    person,
    local_day(time, $timezone) as day,
    bool_or(type = 'registration.created') as registered,
    bool_or(type = 'registration.cancelled') as cancelled
from identified
where type in ('registration.created', 'registration.cancelled')
group by person, local_day(time, $timezone)
