-- title.en = "Corpus"
-- grain = "any"
-- columns = { session = { label.en = "session" }, late = { label.en = "late" } }
select session, sum(cast(late_join as int)) as late from attendance group by session
