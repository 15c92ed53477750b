-- title.en = "Corpus"
-- grain = "any"
-- columns = { session = { label.en = "session" }, peak = { label.en = "peak" } }
select session, peak(joined, "left") as peak from session_presence where "left" is not null group by session
