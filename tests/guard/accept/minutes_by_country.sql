-- title.en = "Corpus"
-- grain = "any"
-- columns = { country = { label.en = "country" }, minutes = { label.en = "minutes" } }
select p.country, sum(m.minutes) as minutes from persons p join (select person, sum(minutes) as minutes from room_minutes group by person) m on m.person = p.person group by p.country
