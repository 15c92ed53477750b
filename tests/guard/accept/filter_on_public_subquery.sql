-- title.en = "Corpus"
-- grain = "any"
-- columns = { n = { label.en = "n" } }
select count(distinct person) as n from attendance where session in (select session from event_sessions where track = 'keynotes')
