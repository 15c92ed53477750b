-- Messages to the room and reactions while a session was on in it, at the 5-minute step of the session in which they were sent. A
-- message counts as one, a reaction as its amount.
select
    a.person,
    s.session,
    (cast(a.time as bigint) - cast(s.starts as bigint)) / 300000000 * 5 as minute,
    a.type,
    case when a.type = 'reaction.sent' then a.amount else 1.0 end as amount
from event_sessions s
join activity a on a.room = s.room and a.time >= s.starts and a.time < s.ends
where (a.type = 'chat.message' and a.kind = 'room') or a.type = 'reaction.sent'
