-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select n from (values ((select count(distinct person) from persons where country = 'IS'))) as v (n)
