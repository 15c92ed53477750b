-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select s.track as k, count(distinct a.person) as n from attendance a join event_sessions s on s.session = a.session group by s.track
