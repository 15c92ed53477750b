-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select k, rank() over (order by v desc) as n from (select session as k, count(distinct person) as v from attendance group by session)
