-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from (select person, lag(country) over (partition by device order by person) as before from persons) as p where before = 'IS'
