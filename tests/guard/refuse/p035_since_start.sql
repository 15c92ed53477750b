-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct p.person) as n from presence p join event_sessions s on s.room = p.room where p.joined - s.starts < interval '7 seconds'
