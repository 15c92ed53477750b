-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select device, count(distinct person) as n from (select person, max(record) as record from activity group by person) as a
join persons using (person) where record > 7 group by device
