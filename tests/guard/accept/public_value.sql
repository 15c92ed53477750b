-- title.en = "Corpus"
-- grain = "any"
-- columns = { n = { label.en = "n" } }
select count(distinct person) as n from visits where room = (select room from event_sessions where session = 'opening')
