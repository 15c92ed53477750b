-- title.en = "Share of visitors by country"
-- grain = "one row per country"
-- [columns.country]
-- label.en = "Country"
-- unit = "country"
-- [columns.share]
-- label.en = "Share"
-- unit = "share"
select country, count(distinct person) / sum(count(distinct person)) over () as share
from persons
where attended
group by country
