-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from (select person from persons order by first_seen offset 5) x
