-- title.fi = "Yleisökysymykset"
-- title.en = "Questions asked"
-- title.sv = "Publikfrågor"
-- summary.fi = "Kysymykset ja niille annetut äänet tiloittain."
-- summary.en = "Questions and the votes for them, by room."
-- summary.sv = "Frågor och röster på dem, per rum."
-- grain = "one row per room"
-- [columns.room]
-- label.fi = "Tila"
-- label.en = "Room"
-- label.sv = "Rum"
-- unit = "room"
-- [columns.questions]
-- label.fi = "Kysymykset"
-- label.en = "Questions"
-- label.sv = "Frågor"
-- definition.fi = "Esitetyt kysymykset."
-- definition.en = "Questions asked."
-- definition.sv = "Ställda frågor."
-- unit = "count"
-- [columns.askers]
-- label.fi = "Kysyjät"
-- label.en = "Askers"
-- label.sv = "Frågeställare"
-- definition.fi = "Eri henkilöt, jotka kysyivät."
-- definition.en = "Distinct persons who asked."
-- definition.sv = "Olika personer som frågade."
-- unit = "persons"
-- [columns.votes]
-- label.fi = "Äänet"
-- label.en = "Votes"
-- label.sv = "Röster"
-- definition.fi = "Kysymyksille annetut äänet."
-- definition.en = "Votes given to questions."
-- definition.sv = "Röster på frågor."
-- unit = "count"
select coalesce(e.room, q.room) as room, q.questions, q.askers, q.votes
from event_rooms e
full join (
    select
        room,
        count(*) filter (where type = 'qa.asked') as questions,
        count(distinct person) filter (where type = 'qa.asked') as askers,
        count(*) filter (where type = 'qa.voted') as votes
    from activity
    where type in ('qa.asked', 'qa.voted') and room is not null
    group by room
) q on q.room = e.room
order by e.position nulls last, coalesce(e.room, q.room) nulls last
