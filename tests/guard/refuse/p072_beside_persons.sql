-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from persons where country = 'IS' and ticket in (select cast(cast(room as int) as varchar) from event_rooms)
