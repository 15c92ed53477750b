-- title.en = "Corpus"
-- grain = "any"
-- columns = { room = { label.en = "room" }, visitors = { label.en = "visitors" }, visits = { label.en = "visits" } }
select coalesce(a.room, b.room) as room, visitors, visits
from (select room, count(distinct person) as visitors from visits group by room) as a
full join (select room, count(*) as visits from visits group by room) as b on a.room = b.room
