-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, n + random() as noisy from (select country, count(distinct person) as n from persons group by country) as c
