-- title.en = "Corpus"
-- grain = "any"
-- columns = { country = { label.en = "country" }, n = { label.en = "n" } }
select country, count(*) as n from (select distinct person, country from persons) as p group by country
