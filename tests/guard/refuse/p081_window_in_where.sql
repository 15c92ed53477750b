-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from attendance where row_number() over (partition by person) = 1
