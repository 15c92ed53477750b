-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country as k, count(distinct person) as n from persons where cast(ticket as int) = 1 group by country
