-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, count(distinct person) as visitors from persons group by country; select * from persons
