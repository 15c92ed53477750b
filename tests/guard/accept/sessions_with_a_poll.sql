-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select session as k, count(distinct person) as n from attendance where session in (select session from event_polls) group by session
