-- title.en = "Corpus"
-- grain = "any"
-- columns = { session = { label.en = "session" }, minutes = { label.en = "minutes" } }
select session, minutes from event_sessions order by position
