-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from persons where case when country = 'IS' then substr(country, 1, -1) else 'x' end = 'x'
