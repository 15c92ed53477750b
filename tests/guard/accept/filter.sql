-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select track as k, count(distinct person) filter (where attended_80) as n from attendance group by track
