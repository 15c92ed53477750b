-- title.en = "Corpus"
-- grain = "any"
-- columns = { session = { label.en = "session" }, track = { label.en = "track" }, visitors = { label.en = "visitors" } }
select s.session, s.track, a.visitors
from event_sessions s
left join (select session, count(distinct person) as visitors from attendance group by session) as a using (session)
order by s.position
