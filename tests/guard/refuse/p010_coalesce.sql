-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select coalesce(person, 0) as p, count(*) as n from persons group by 1
