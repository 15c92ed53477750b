-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct case when country = 'IS' then person else cast(0 as bigint unsigned) end) as n from persons
