-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select case when exists (select 1 from persons where country = 'IS') then 1 else 0 end as n
