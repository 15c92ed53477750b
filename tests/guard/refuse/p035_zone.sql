-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select date_trunc('hour', joined at time zone '+00:01') as t, count(distinct person) as n from presence group by 1
