-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, count(*) as n from persons cross join time_grid group by country
