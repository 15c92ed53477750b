-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from persons where country = 'IS' and ticket = (select room from event_rooms)
