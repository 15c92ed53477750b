-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select r.k, r.reactions / v.visitors as n from (select room as k, sum(amount) as reactions from activity where type='reaction.sent' group by room) r join (select room, count(distinct person) as visitors from room_minutes group by room) v on v.room = r.k
