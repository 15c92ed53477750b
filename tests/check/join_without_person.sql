-- title.en = "Chatters by ticket"
-- grain = "one row per ticket"
-- [columns.ticket]
-- label.en = "Ticket"
-- [columns.chatters]
-- label.en = "Chatters"
-- unit = "persons"
select p.ticket, count(distinct person) as chatters
from persons p
join activity a on a.mode = p.mode
where a.type = 'chat.message'
group by p.ticket
