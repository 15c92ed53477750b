-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select v.label as k, count(distinct p.person) as n from persons p join (values ('FI','Finland'),('SE','Sweden')) as v(code, label) on v.code = p.country group by v.label
