-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select sum(a.minutes) as n from attendance a join event_sessions s on s.track = a.track
