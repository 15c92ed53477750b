-- title.en = "Corpus"
-- grain = "any"
-- columns = { chat = { label.en = "chat" }, n = { label.en = "n" } }
select case when chats = 0 then 'none' when chats < 5 then 'some' else 'many' end as chat, count(distinct person) as n from (select p.person, count(a.person) as chats from persons p left join activity a on a.person = p.person and a.type = 'chat.message' where p.attended group by p.person) x group by 1
