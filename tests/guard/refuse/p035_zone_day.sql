-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select cast(joined at time zone '+00:01' as date) as t, count(distinct person) as n from presence group by 1
