-- The log without its duplicates.
create view kept as
select r.*
from duplicated d
right join records r on r.record = d.duplicated_record
where d.duplicated_record is null
union all
select
    person, record, time, received, corrected, type, room, connection, mode, role, actor_kind, country, device, os, browser,
    locale, ticket, channel, guest, visible, asset, position, live, kind, length, emoji, amount, question, poll, options, stand,
    target, minutes, gate, joined, "left", precision, answers
from copies
where copy = 1
