-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select coalesce(country, 'unknown') as k, count(distinct person) as n from persons where attended group by 1 order by 2 desc
