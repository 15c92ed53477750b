-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select days as k, count(distinct person) as n from (select person, count(distinct day) as days from day_visits group by person) group by days
