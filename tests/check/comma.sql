-- title.en = "Visitors by country"
-- grain = "one row per country"
-- [columns.country]
-- label.en = "Country"
select country, count(distinct person) as visitors,
from persons
group by country
