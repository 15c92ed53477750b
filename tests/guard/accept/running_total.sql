-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select k, sum(v) over (order by k) as n from (select day as k, count(distinct person) as v from registration_days where registered group by day)
