-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select date_trunc('hour', first_joined) as k, count(distinct person) as n from attendance group by 1
