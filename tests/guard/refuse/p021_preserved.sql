-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select s.session, count(distinct a.person) as n from event_sessions s left join attendance a on s.session = a.session group by s.session
