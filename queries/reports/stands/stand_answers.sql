-- title.fi = "Osastojen kävijät vastauksittain"
-- title.en = "Stand visitors by answer"
-- title.sv = "Monterbesökare efter svar"
-- summary.fi = "Keitä osastoilla kävi: mitä he vastasivat. Arkaluonteisia kysymyksiä ei yhdistetä."
-- summary.en = "Who came to the stands, by what they answered. Sensitive questions are left out."
-- summary.sv = "Vilka som besökte montrarna, efter vad de svarade. Känsliga frågor är inte med."
-- grain = "one row per stand, question and option"
-- chart = { kind = "bar", x = "option", y = "visitors", series = "stand" }
-- [columns.stand]
-- label.fi = "Osasto"
-- label.en = "Stand"
-- label.sv = "Monter"
-- unit = "stand"
-- [columns.question]
-- label.fi = "Kysymys"
-- label.en = "Question"
-- label.sv = "Fråga"
-- unit = "question"
-- [columns.option]
-- label.fi = "Vastaus"
-- label.en = "Option"
-- label.sv = "Alternativ"
-- unit = "option"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Eri henkilöt, jotka katsoivat osastoa ja joiden viimeinen vastaus tämä on."
-- definition.en = "Distinct persons who viewed the stand and whose last answer this is."
-- definition.sv = "Olika personer som såg montern och vars sista svar detta är."
-- unit = "persons"
select e.stand, o.question, o.option, a.visitors
from event_stands e
cross join event_options o
join event_questions q on q.question = o.question
left join (
    select s.stand, w.question, w.option, count(distinct s.person) as visitors
    from stand_activity s
    join answers w on w.person = s.person
    join event_questions n on n.question = w.question
    where s.type = 'stand.viewed' and not n.sensitive
    group by s.stand, w.question, w.option
) a on a.stand = e.stand and a.question = o.question and a.option = o.option
where q.type = 'choice' and not q.sensitive
order by e.position, q.position, o.question, o.position
