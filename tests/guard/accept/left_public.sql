-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select s.session as k, a.n from event_sessions s left join (select session, count(distinct person) as n from attendance group by session) a using (session)
