-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
with came as (select person, country from persons where attended), by_country as (select country as k, count(distinct person) as n from came group by country) select k, n from by_country where n > 12
