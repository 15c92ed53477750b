-- Every copy of the records that the log holds more than once, numbered: the first one in time is the record, the others are duplicates.
-- Copies of one time are told apart by what else they hold, so that the same one stays however the log is cut into files.
select
    r.*,
    row_number() over (
        partition by r.record
        order by
            r.time, r.received nulls last, r.person, r.type, r.room, r.connection, r.mode, r.role, r.actor_kind, r.country, r.device,
            r.os, r.browser, r.locale, r.ticket, r.channel, r.guest, r.kind, r.length, r.emoji, r.amount, r.question, r.poll, r.stand,
            r.target, r.minutes, r.gate, r.asset, r.position, r.joined, r."left", r.options, r.answers
    ) as copy
from duplicated d
join records r on r.record = d.duplicated_record
