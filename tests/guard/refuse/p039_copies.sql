-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
with p as (select person, country from persons where country = 'IS'), q as (select * from p union all select * from p), r as (select * from q union all select * from q) select count(*) as n from (select * from r union all select person, country from persons) x
