-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct p.person) as n from presence p join event_sessions s using (room) where p.joined - (case when p.inferred then p.joined else s.starts end) > interval '17 seconds'
