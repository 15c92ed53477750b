-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct p.person) as n from persons p join (select 1 / (position - position) as x from event_rooms) e on true where p.country = 'IS'
