-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select case when attended then person else 0 end as p, count(*) as n from persons group by 1
