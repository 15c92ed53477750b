-- title.en = "Corpus"
-- grain = "any"
-- columns = { country = { label.en = "country" }, minutes = { label.en = "minutes" } }
select country, sum(minutes) as minutes from persons join room_minutes using (person) group by country
