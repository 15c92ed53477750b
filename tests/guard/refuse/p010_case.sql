-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select case when person > 100 then 'a' else 'b' end as half, count(distinct person) as n from persons group by 1
