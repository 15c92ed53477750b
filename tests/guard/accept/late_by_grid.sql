-- title.en = "Corpus"
-- grain = "any"
-- columns = { session = { label.en = "session" }, late = { label.en = "late" } }
select a.session, count(distinct a.person) filter (where a.first_joined > s.starts + interval '5 minutes') as late
from attendance a join event_sessions s using (session)
group by a.session
