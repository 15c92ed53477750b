-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, count(distinct person) as n from (select person, country, row_number() over (order by first_seen) as place from persons) as p
where place <= 10 group by country
