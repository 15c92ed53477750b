-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select date_part('epoch', "left" - joined) as stay, count(distinct person) as n from presence group by 1
