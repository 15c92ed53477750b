-- titel.en = "Visitors by country"
-- grain = "one row per country"
-- chart = { kind = "bars", x = "country", y = "visitors" }
-- [columns.country]
-- label.en = "Country"
-- unit = "land"
-- [columns.visitors]
-- lable.en = "Visitors"
-- unit = "persons"
select p.contry, count(distinct p.persn) as visitors, frobnicate(p.mode) as how
from person p
where p.last_seen > $event_strat
group by p.contry
