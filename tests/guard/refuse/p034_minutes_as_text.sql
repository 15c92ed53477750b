-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select case when minutes > 5 then cast(minutes as varchar) else 'x' end as k, count(distinct person) as n from attendance group by 1
