-- title.en = "Corpus"
-- grain = "any"
-- columns = { question = { label.en = "question" }, option = { label.en = "option" }, answers = { label.en = "answers" } }
select question, option, count(distinct person) as answers from answers group by question, option
