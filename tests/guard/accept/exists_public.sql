-- title.en = "Corpus"
-- grain = "any"
-- columns = { n = { label.en = "n" } }
select count(distinct person) as n from visits where exists (select 1 from event_rooms)
