-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from (select country as person, device from persons) x
