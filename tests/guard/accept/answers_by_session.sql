-- title.en = "Corpus"
-- grain = "any"
-- columns = { option = { label.en = "option" }, session = { label.en = "session" }, minutes_mean = { label.en = "minutes_mean" } }
select a.option, t.session, exact_mean(t.minutes) as minutes_mean from answers a join attendance t using (person) where a.question = 'education' group by a.option, t.session
