-- title.en = "Corpus"
-- grain = "any"
-- columns = { session = { label.en = "session" }, reactions = { label.en = "reactions" }, senders = { label.en = "senders" } }
select session, sum(amount) as reactions, count(distinct person) as senders from (select s.session, a.person, a.amount from activity a join event_sessions s on s.room = a.room and s.starts <= a.time and a.time < s.ends where a.type = 'reaction.sent') x group by session
