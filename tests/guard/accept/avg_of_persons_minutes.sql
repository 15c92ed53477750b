-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select avg(total) as n, 'all' as k from (select person, sum(minutes) as total from attendance group by person)
