-- title.en = "Corpus"
-- grain = "any"
-- columns = { question = { label.en = "question" }, option = { label.en = "option" }, minutes_mean = { label.en = "minutes_mean" }, persons = { label.en = "persons" } }
select a.question, a.option, exact_mean(m.minutes) as minutes_mean, count(distinct a.person) as persons from answers a join (select person, sum(minutes) as minutes from attendance group by person) m on m.person = a.person group by a.question, a.option
