-- Everybody who is counted: attendees with any record. Login is `account` if they ever were one, else the kind first seen; country, device
-- and the like are the first known by time, of two at one instant the first by name. Attended: presence longer than zero during the
-- event, or an entry at a door. Registered: the last word is not a cancellation.
with combinations as (
    -- Of a person's many records nearly all say the same: one row for each combination makes the rest small.
    select person, actor_kind, country, device, os, browser, locale, min(time) as first_time, max(time) as last_time
    from identified
    group by person, actor_kind, country, device, os, browser, locale
),
traits as (
    select
        person,
        case
            when bool_or(actor_kind = 'account') then 'account'
            else first_value(actor_kind order by first_time, actor_kind)
        end as login,
        first_value(country order by first_time, country) filter (where country is not null) as country,
        first_value(device order by first_time, device) filter (where device is not null) as device,
        first_value(os order by first_time, os) filter (where os is not null) as os,
        first_value(browser order by first_time, browser) filter (where browser is not null) as browser,
        first_value(locale order by first_time, locale) filter (where locale is not null) as locale,
        min(first_time) as first_seen,
        max(last_time) as last_seen
    from combinations
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
