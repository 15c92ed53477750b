-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select date_part('second', joined) as second, count(distinct person) as n from presence group by 1
