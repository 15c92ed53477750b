-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select k, v / sum(v) over () as n from (select country as k, count(distinct person) as v from persons where attended group by country)
