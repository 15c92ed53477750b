-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select room as k, count(distinct person) as n from (select person, room from visits qualify row_number() over (partition by person order by started) = 1) group by room
