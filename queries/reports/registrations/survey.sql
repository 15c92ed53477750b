-- title.fi = "Palautekysely"
-- title.en = "Survey"
-- title.sv = "Enkät"
-- summary.fi = "Viimeiset vastaukset kyselyn valintakysymyksiin."
-- summary.en = "Last answers to the choice questions of the survey."
-- summary.sv = "De sista svaren på enkätens valfrågor."
-- grain = "one row per question and option"
-- chart = { kind = "bar", x = "option", y = "answers", series = "question" }
-- [columns.question]
-- label.fi = "Kysymys"
-- label.en = "Question"
-- label.sv = "Fråga"
-- unit = "question"
-- [columns.option]
-- label.fi = "Vastausvaihtoehto"
-- label.en = "Option"
-- label.sv = "Alternativ"
-- unit = "option"
-- [columns.answers]
-- label.fi = "Vastaukset"
-- label.en = "Answers"
-- label.sv = "Svar"
-- definition.fi = "Henkilöt, jotka viimeksi vastasivat näin."
-- definition.en = "Persons whose last answer it is."
-- definition.sv = "Personer vars sista svar det är."
-- unit = "persons"
select o.question, o.option, a.answers
from (
    select question, count(distinct person) as answered
    from survey_answers
    group by question
) s
join event_questions q on q.question = s.question
join event_options o on o.question = q.question
left join (
    select question, option, count(distinct person) as answers
    from survey_answers
    group by question, option
) a on a.question = o.question and a.option = o.option
where s.answered is not null
order by q.position, o.question, o.position
