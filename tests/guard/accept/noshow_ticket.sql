-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select p.ticket as k, count(distinct p.person) as n from persons p left join attendance a on a.person = p.person where p.registered and a.person is null group by p.ticket
