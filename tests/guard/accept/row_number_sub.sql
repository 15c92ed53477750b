-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select k, n from (select session as k, count(distinct person) as n, row_number() over (order by count(distinct person) desc) as r from attendance group by session) where r <= 3
