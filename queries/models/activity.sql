-- What attendees did, each record once: the lake's records after the exclusions and without duplicates. Lengths and amounts are cut to
-- their declared bounds; a reaction without an amount is one.
select
    person,
    record,
    time,
    local_day(time, $timezone) as day,
    type,
    room,
    connection,
    mode,
    kind,
    least(cast(length as double), 100000.0) as length,
    emoji,
    case when type = 'reaction.sent' then least(coalesce(cast(amount as double), 1.0), 1000.0) end as amount,
    question,
    stand,
    target,
    asset,
    gate,
    actor_kind,
    country,
    device,
    os,
    browser,
    locale,
    ticket,
    channel
from identified
