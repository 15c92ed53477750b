-- title.en = "Visitors by country"
-- grain = "one row per country"
-- chart = { kind = "line", x = "country", y = "visitors", series = "visitor" }
-- [columns.country]
-- label.en = "Country"
-- [columns.visitors]
-- label.en = "Visitors"
select country, count(distinct person) as visitors
from persons
group by country
