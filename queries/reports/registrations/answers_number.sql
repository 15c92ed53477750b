-- title.fi = "Vastaukset lukuina"
-- title.en = "Answers in numbers"
-- title.sv = "Svar i siffror"
-- summary.fi = "Vastaukset, jotka ovat lukuja tai ikiä."
-- summary.en = "Answers that are numbers or ages."
-- summary.sv = "Svar som är tal eller åldrar."
-- grain = "one row per question"
-- [columns.question]
-- label.fi = "Kysymys"
-- label.en = "Question"
-- label.sv = "Fråga"
-- unit = "question"
-- [columns.answered]
-- label.fi = "Vastanneet"
-- label.en = "Answered"
-- label.sv = "Svarade"
-- definition.fi = "Henkilöt, jotka vastasivat luvun."
-- definition.en = "Persons who answered with a number."
-- definition.sv = "Personer som svarade med ett tal."
-- unit = "persons"
-- [columns.mean]
-- label.fi = "Keskiarvo"
-- label.en = "Mean"
-- label.sv = "Medelvärde"
-- definition.fi = "Vastausten keskiarvo."
-- definition.en = "Mean of the answers."
-- definition.sv = "Medelvärdet av svaren."
-- unit = "number"
-- [columns.median]
-- label.fi = "Mediaani"
-- label.en = "Median"
-- label.sv = "Median"
-- definition.fi = "Vastausten mediaani."
-- definition.en = "Median of the answers."
-- definition.sv = "Medianen av svaren."
-- unit = "number"
select q.question, a.answered, rounded(a.mean, 3) as mean, rounded(a.median, 3) as median
from event_questions q
left join (
    select
        question,
        count(distinct person) as answered,
        exact_mean(value) as mean,
        percentile(value, 0.5) as median
    from answer_numbers
    group by question
) a on a.question = q.question
where q.type in ('number', 'date')
order by q.position, q.question
