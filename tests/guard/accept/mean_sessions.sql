-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select ticket as k, avg(sessions) as n from (select p.person, p.ticket, count(a.session) as sessions from persons p left join attendance a on a.person = p.person group by p.person, p.ticket) group by ticket
