-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select date_bin(interval '1 second', joined) as at, count(distinct person) as n from presence group by 1
