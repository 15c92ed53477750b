-- title.en = "Corpus"
-- grain = "any"
-- columns = { session = { label.en = "session" }, median = { label.en = "median" } }
select t.session, percentile(n.value, 0.5) as median from attendance t join answer_numbers n on n.person = t.person and n.question = 'age' group by t.session
