-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select count(distinct person) as n, 'both' as k from (select person, count(distinct track) as tracks from attendance group by person) where tracks > 1
