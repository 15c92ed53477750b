-- title.fi = "Vastaukset luokittain"
-- title.en = "Answers in bands"
-- title.sv = "Svar i klasser"
-- summary.fi = "Luvut ja iät luokittain, ilmoittautuneilta ja osallistuneilta."
-- summary.en = "Numbers and ages in bands, of the registered and of those who attended."
-- summary.sv = "Tal och åldrar i klasser, av de anmälda och av dem som deltog."
-- grain = "one row per question and band"
-- chart = { kind = "histogram", x = "band", y = "registered", series = "question" }
-- [columns.question]
-- label.fi = "Kysymys"
-- label.en = "Question"
-- label.sv = "Fråga"
-- unit = "question"
-- [columns.band]
-- label.fi = "Luokka"
-- label.en = "Band"
-- label.sv = "Klass"
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
select o.question, o.band, a.registered, a.attended
from event_questions q
join event_options o on o.question = q.question
left join (
    select
        n.question,
        n.band,
        count(distinct p.person) filter (where p.registered) as registered,
        count(distinct p.person) filter (where p.attended) as attended
    from persons p
    join answer_numbers n on n.person = p.person
    group by n.question, n.band
) a on a.question = o.question and a.band = o.band
where o.band is not null
order by q.position, o.question, o.position
