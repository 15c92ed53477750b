-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(*) as n from (select room from presence union all select room from event_rooms) as u
