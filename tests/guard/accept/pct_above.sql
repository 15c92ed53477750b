-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select k, round(100.0 * late / visitors, 1) as n from (select session as k, count(distinct person) filter (where late_join) as late, count(distinct person) as visitors from attendance group by session)
