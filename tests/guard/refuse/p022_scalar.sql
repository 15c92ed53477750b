-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, count(distinct person) as n from persons where device = (select device from persons where country = 'IS') group by country
