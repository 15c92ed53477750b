-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country as k, count(distinct person) as n from persons where 1 / (case when ticket = 'press' then 0 else 1 end) = 1 group by country
