-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select s.session, count(distinct a.person) as n from attendance a right join event_sessions s on s.session = a.session group by s.session
