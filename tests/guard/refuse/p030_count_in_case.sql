-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select case when (select count(distinct person) from persons where ticket='press') > 3 then country else 'x' end as k, count(distinct person) as n from persons group by 1
