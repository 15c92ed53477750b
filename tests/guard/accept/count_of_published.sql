-- title.en = "Corpus"
-- grain = "any"
-- columns = { countries = { label.en = "countries" } }
select count(*) as countries from (select country, count(distinct person) as n from persons group by country) as c where n is not null
