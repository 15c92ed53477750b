-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select avg(minutes) as n from (select person, minutes, rank() over (order by minutes desc) as r from attendance) x where r = 1
