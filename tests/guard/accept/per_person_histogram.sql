-- title.en = "Corpus"
-- grain = "any"
-- columns = { sessions = { label.en = "sessions" }, visitors = { label.en = "visitors" } }
select sessions, count(distinct person) as visitors
from (select person, count(distinct session) as sessions from attendance group by person) as own
group by sessions
