-- title.fi = "Vastaukset"
-- title.en = "Answers"
-- title.sv = "Svar"
-- summary.fi = "Vastaukset valintakysymyksiin, ilmoittautuneilta ja osallistuneilta."
-- summary.en = "Answers to choice questions, of the registered and of those who attended."
-- summary.sv = "Svar på valfrågor, av de anmälda och av dem som deltog."
-- grain = "one row per question and option"
-- chart = { kind = "bar", x = "option", y = "registered", series = "question" }
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
-- [columns.registered]
-- label.fi = "Ilmoittautuneet"
-- label.en = "Registered"
-- label.sv = "Anmälda"
-- definition.fi = "Näin vastanneet, jotka ovat ilmoittautuneita."
-- definition.en = "Registered persons whose last answer it is."
-- definition.sv = "Anmälda personer vars sista svar det är."
-- unit = "persons"
-- [columns.attended]
-- label.fi = "Osallistuneet"
-- label.en = "Attended"
-- label.sv = "Deltog"
-- definition.fi = "Näin vastanneet, jotka osallistuivat."
-- definition.en = "Attending persons whose last answer it is."
-- definition.sv = "Deltagande personer vars sista svar det är."
-- unit = "persons"
select o.question, o.option, a.registered, a.attended
from event_questions q
join event_options o on o.question = q.question
left join (
    select
        w.question,
        w.option,
        count(distinct p.person) filter (where p.registered) as registered,
        count(distinct p.person) filter (where p.attended) as attended
    from persons p
    join answers w on w.person = p.person
    group by w.question, w.option
) a on a.question = o.question and a.option = o.option
where q.type = 'choice'
order by q.position, o.question, o.position
