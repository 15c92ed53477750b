-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select sum(case when joined < "left" then 1.0 end * minutes) as x from presence join room_minutes using (person)
