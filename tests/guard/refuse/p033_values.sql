-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct country) as countries from persons
