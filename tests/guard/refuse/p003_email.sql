-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, count(distinct person) as n from persons p where p.email like '%@acme.example' group by country
