-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select upper(left(ticket, 3)) as k, count(distinct person) as n from persons group by 1
