-- title.en = "Corpus"
-- grain = "any"
-- columns = { room = { label.en = "room" }, at = { label.en = "at" }, visitors = { label.en = "visitors" } }
select p.room, g.at, count(distinct p.person) as visitors
from presence p join time_grid g on p.joined <= g.at and g.at < p.left
group by p.room, g.at
