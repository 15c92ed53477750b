-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select sum(k) as n from (select p.person, count(*) as k from persons p join (select track, room from event_sessions union select track, session from event_sessions) as s on s.track = p.ticket group by p.person) as own
