-- The records of the persons who are counted: guests have become who they are, the excluded are gone, and so are records of nobody.
create view identified as
with outsiders as (
    select distinct outsider from excluded
),
known as (
    select coalesce(l.becomes, k.person) as known_person, k.*
    from links l
    right join kept k on k.person = l.guest
    where k.person is not null
)
select
    k.known_person as person,
    k.record, k.time, k.received, k.corrected, k.type, k.room, k.connection, k.mode, k.actor_kind, k.country, k.device, k.os, k.browser,
    k.locale, k.ticket, k.channel, k.asset, k.live, k.kind, k.length, k.emoji, k.amount, k.question, k.poll, k.options, k.stand, k.target,
    k.gate, k.joined, k."left", k.answers
from outsiders o
right join known k on k.known_person = o.outsider
where o.outsider is null
