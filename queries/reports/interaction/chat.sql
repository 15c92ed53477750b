-- title.fi = "Keskustelu"
-- title.en = "Chat"
-- title.sv = "Chatt"
-- summary.fi = "Viestit tilojen keskusteluissa; yksityisviestejä ei lasketa."
-- summary.en = "Messages in the rooms' chats; direct messages are not counted."
-- summary.sv = "Meddelanden i rummens chattar; direktmeddelanden räknas inte."
-- grain = "one row per room"
-- chart = { kind = "bar", x = "room", y = "messages" }
-- [columns.room]
-- label.fi = "Tila"
-- label.en = "Room"
-- label.sv = "Rum"
-- unit = "room"
-- [columns.messages]
-- label.fi = "Viestit"
-- label.en = "Messages"
-- label.sv = "Meddelanden"
-- definition.fi = "Tilan keskusteluun lähetetyt viestit."
-- definition.en = "Messages sent to the room's chat."
-- definition.sv = "Meddelanden skickade till rummets chatt."
-- unit = "count"
-- [columns.senders]
-- label.fi = "Lähettäjät"
-- label.en = "Senders"
-- label.sv = "Avsändare"
-- definition.fi = "Eri henkilöt, jotka lähettivät ne."
-- definition.en = "Distinct persons who sent them."
-- definition.sv = "Olika personer som skickade dem."
-- unit = "persons"
select coalesce(e.room, c.room) as room, c.messages, c.senders
from event_rooms e
full join (
    select room, count(*) as messages, count(distinct person) as senders
    from activity
    where type = 'chat.message' and kind = 'room' and room is not null
    group by room
) c on c.room = e.room
order by e.position nulls last, coalesce(e.room, c.room) nulls last
