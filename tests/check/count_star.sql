-- title.en = "Messages and clicks"
-- grain = "one row per room"
-- [columns.room]
-- label.en = "Room"
-- unit = "room"
-- [columns.things]
-- label.en = "Things done"
select a.room, count(*) as things
from activity a
join visits v on v.room = a.room
group by a.room
