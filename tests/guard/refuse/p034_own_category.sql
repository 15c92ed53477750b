-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select sum(x) as n from (select person, sum(length(device)) as x from persons group by person) as p
