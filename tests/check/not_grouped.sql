-- title.en = "Visitors by country and device"
-- grain = "one row per country"
-- [columns.country]
-- label.en = "Country"
-- [columns.device]
-- label.en = "Device"
-- [columns.visitor]
-- label.en = "Visitors"
-- unit = "persons"
with people as (select person, country, device from persons), days as (select day from event_days)
select country, device, count(distinct person) as visitors
from people
group by country
