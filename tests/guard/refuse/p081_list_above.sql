-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select string_agg(country, ',') as countries from (select country, count(distinct person) as n from persons group by country) as c
