-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select e.session as k, count(distinct v.person) as n from poll_votes v join event_polls e on e.poll = v.poll group by e.session
