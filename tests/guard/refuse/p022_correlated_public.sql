-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from attendance a where a.room = (select max(room) from event_sessions s where s.session = a.session)
