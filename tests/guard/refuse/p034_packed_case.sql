-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select sum(case when country = 'FI' then 1 when country = 'IS' then 1000 end) as packed from persons
