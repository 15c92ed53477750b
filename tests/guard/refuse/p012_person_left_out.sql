-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, count(*) as n from (select country from persons where attended) as p group by country
