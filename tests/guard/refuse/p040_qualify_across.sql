-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country as k, count(distinct person) as n from (select country, person from persons qualify row_number() over (partition by country order by first_seen) = 1) group by country
