-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select case when country in ('FI','SE','NO','DK','IS') then 'Nordic' when country is null then 'unknown' else 'elsewhere' end as k, count(distinct person) as n from persons where attended group by 1
