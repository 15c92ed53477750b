-- title.en = "Top visitors"
-- grain = "one row per country"
-- [columns.country]
-- label.en = "Country"
-- unit = "country"
-- [columns.visitors]
-- label.en = "Visitors"
-- unit = "persons"
select country, count(distinct person) as visitors
from (select person, country from persons order by first_seen limit 10) p
group by country
