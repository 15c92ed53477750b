-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select ticket as k, count(distinct person) as n from persons natural join attendance group by ticket
