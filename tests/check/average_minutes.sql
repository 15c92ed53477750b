-- title.fi = "Minuutit"
-- title.en = "Minutes"
-- title.sv = "Minuter"
-- summary.fi = "Kuinka kauan salissa oltiin."
-- summary.en = "How long people stayed in a room."
-- summary.sv = "Hur länge man var i ett rum."
-- grain = "one row per room"
-- [columns.room]
-- label = { fi = "Sali", en = "Room", sv = "Rum" }
-- unit = "room"
-- [columns.minutes]
-- label = { fi = "Minuutit", en = "Minutes", sv = "Minuter" }
-- unit = "minutes"
select room, avg(minute) as minutes
from room_minutes
group by room
