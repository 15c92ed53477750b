-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select s.session, (select count(distinct a.person) from attendance a where a.session = s.session) as n from event_sessions s
