-- Everybody who is counted: attendees with any record. Login is `account` if they ever were one, else the kind first seen; country, device
-- and the like are the first known by time. Attended: presence longer than zero during the event, or an entry at a door. Registered: the
-- last word is not a cancellation.
with traits as (
    select
        person,
        case when bool_or(actor_kind = 'account') then 'account' else first_value(actor_kind order by time, record) end as login,
        first_value(country order by time, record) filter (where country is not null) as country,
        first_value(device order by time, record) filter (where device is not null) as device,
        first_value(os order by time, record) filter (where os is not null) as os,
        first_value(browser order by time, record) filter (where browser is not null) as browser,
        first_value(locale order by time, record) filter (where locale is not null) as locale,
        min(time) as first_seen,
        max(time) as last_seen
    from identified
    group by person
),
modes as (
    select person, onsite
    from stays
    where joined is not null and greatest(joined, $event_start) < least("left", $event_end)
    union all
    select person, mode = 'onsite'
    from identified
    where type = 'interval.imported' and joined is not null and "left" is not null
        and greatest(joined, $event_start) < least("left", $event_end)
    union all
    select person, true
    from identified
    where type = 'checkin.entry'
),
attendees as (
    select person, case when bool_and(onsite) then 'onsite' when bool_or(onsite) then 'both' else 'online' end as mode
    from modes
    group by person
)
select
    t.person,
    t.login,
    a.mode,
    t.country,
    t.device,
    t.os,
    t.browser,
    t.locale,
    r.ticket,
    coalesce(not r.cancelled, false) as registered,
    coalesce(r.cancelled, false) as cancelled,
    a.person is not null as attended,
    t.first_seen,
    t.last_seen
from traits t
left join attendees a on a.person = t.person
left join registrations r on r.person = t.person
