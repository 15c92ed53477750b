-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from presence p join (select date_bin(interval '1 second', starts, timestamp '2000-01-01 00:00:07') as t from event_sessions) s on p.joined < s.t
