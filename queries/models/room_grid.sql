-- The 5-minute instants, counted from the event's start, at which a person was in a room: joined <= instant < left.
with steps as (
    select
        person,
        room,
        unnest(generate_series(
            (cast(joined as bigint) - cast($event_start as bigint) + 299999999) / 300000000,
            (cast("left" as bigint) - cast($event_start as bigint) - 1) / 300000000
        )) as step
    from presence
    where room is not null
)
select person, room, arrow_cast(cast($event_start as bigint) + step * 300000000, 'Timestamp(Microsecond, Some("UTC"))') as at
from steps
