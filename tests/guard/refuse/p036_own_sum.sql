-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select total, count(distinct person) as n from (select person, sum(minutes) as total from attendance group by person) as own group by total
