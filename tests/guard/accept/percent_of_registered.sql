-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select ticket as k, count(distinct person) filter (where attended) * 1.0 / nullif(count(distinct person), 0) as n from persons where registered group by ticket
