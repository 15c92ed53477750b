-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select bucket as k, count(distinct person) as n from (select person, case when count(*) >= 5 then '5+' else '<5' end as bucket from attendance group by person) group by bucket
