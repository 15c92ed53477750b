-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select country as k, count(distinct person) as n from persons group by country having count(distinct person) > 20 order by n desc limit 5
