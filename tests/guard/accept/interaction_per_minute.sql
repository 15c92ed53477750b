-- title.en = "Corpus"
-- grain = "any"
-- columns = { session = { label.en = "session" }, interactions = { label.en = "interactions" }, per_minute = { label.en = "per_minute" } }
select s.session, a.k as interactions, cast(a.k as double) / nullif(s.minutes, 0) as per_minute from event_sessions s left join (select t.session, count(*) as k from activity x join event_sessions t on t.room = x.room and t.starts <= x.time and x.time < t.ends where x.type in ('chat.message', 'reaction.sent') group by t.session) a on a.session = s.session
