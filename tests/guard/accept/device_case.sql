-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select case device when 'mobile' then 'phone' else 'other' end as k, count(distinct person) as n from persons where attended group by 1
