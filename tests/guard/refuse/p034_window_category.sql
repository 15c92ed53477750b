-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from (select person, sum(length(device)) over (partition by person) as x from persons) as p where x > 3
