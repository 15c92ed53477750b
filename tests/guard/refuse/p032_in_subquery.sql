-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session from event_sessions where position < (select max(minutes) from attendance)
