-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from room_minutes where minutes > (select avg(minutes) from room_minutes)
