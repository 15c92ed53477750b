-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select date_bin(interval '15 minutes', time) as k, count(distinct person) as n from activity where type = 'chat.message' group by 1 order by 1
