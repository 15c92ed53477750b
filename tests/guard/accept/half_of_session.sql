-- title.en = "Corpus"
-- grain = "any"
-- columns = { n = { label.en = "n" } }
select count(distinct person) as n from attendance a join event_sessions s using (session) where s.minutes >= 45 and a.minutes > s.minutes / 2
