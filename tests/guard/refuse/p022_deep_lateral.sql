-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct p.person) as n from persons p where exists (select 1 from event_sessions s where exists (select 1 from event_rooms r where r.room = p.country))
