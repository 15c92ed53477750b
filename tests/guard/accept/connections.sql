-- title.en = "Corpus"
-- grain = "any"
-- columns = { room = { label.en = "room" }, connections = { label.en = "connections" } }
select room, count(distinct connection) as connections from activity group by room
