-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select room, count(*) as n from (select person, record from activity union all select record, person from activity) as u join visits using (person) group by room
