-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select s.session, count(*) as n from attendance a join session_minutes s on s.session = a.session group by s.session
