-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select channel as k, count(distinct person) as n from persons join registrations using (person) where attended group by channel
