-- title.en = "Corpus"
-- grain = "any"
-- columns = { session = { label.en = "session" }, late = { label.en = "late" } }
select session, sum(case when late_join then 1 else 0 end) as late from attendance group by session
