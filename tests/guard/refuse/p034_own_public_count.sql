-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select sum(k) as n from (select p.person, count(*) as k from persons p join event_sessions s on s.track = p.ticket group by p.person) as own
