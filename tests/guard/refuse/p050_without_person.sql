-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select room, count(*) as n from (select room from presence union all select room from visits) as u group by room
