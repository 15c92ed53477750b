-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct p.person) as n from persons p join (select power(10, position) as x from event_rooms) as r on true where p.country = 'IS'
