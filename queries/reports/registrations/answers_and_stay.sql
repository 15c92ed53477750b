-- title.fi = "Vastaukset ja osallistuminen"
-- title.en = "Answers and attendance"
-- title.sv = "Svar och deltagande"
-- summary.fi = "Jäivätkö he: kuinka monta ohjelmanumeroa ja kuinka kauan eri tavoin vastanneet seurasivat. Arkaluonteisia kysymyksiä ei yhdistetä."
-- summary.en = "Did they stay: how many sessions, and how long, by what visitors answered. Sensitive questions are left out."
-- summary.sv = "Stannade de: hur många programpunkter och hur länge, efter vad besökarna svarade. Känsliga frågor är inte med."
-- grain = "one row per question and option"
-- chart = { kind = "bar", x = "option", y = "minutes_mean", series = "question" }
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
-- definition.fi = "Osallistuneet, joiden viimeinen vastaus se on."
-- definition.en = "Attending persons whose last answer it is."
-- definition.sv = "Deltagare vars sista svar det är."
-- unit = "persons"
-- [columns.sessions_mean]
-- label.fi = "Ohjelmanumeroita keskimäärin"
-- label.en = "Sessions, mean"
-- label.sv = "Programpunkter, medelvärde"
-- definition.fi = "Keskimäärin ohjelmanumeroita kävijää kohden; nekin mukana, jotka eivät seuranneet yhtään."
-- definition.en = "Mean number of sessions attended; those who attended none are included."
-- definition.sv = "Medelantal programpunkter; de som inte följde någon är med."
-- unit = "number"
-- [columns.minutes_mean]
-- label.fi = "Minuutteja keskimäärin"
-- label.en = "Minutes, mean"
-- label.sv = "Minuter, medelvärde"
-- definition.fi = "Keskimäärin minuutteja ohjelmassa kävijää kohden; nekin mukana, jotka eivät seuranneet mitään."
-- definition.en = "Mean minutes in sessions; those who attended none are included."
-- definition.sv = "Medelantal minuter i programmet; de som inte följde något är med."
-- unit = "minutes"
-- [columns.minutes_median]
-- label.fi = "Minuutteja, mediaani"
-- label.en = "Minutes, median"
-- label.sv = "Minuter, median"
-- definition.fi = "Mediaani samoista minuuteista."
-- definition.en = "Median of the same minutes."
-- definition.sv = "Medianen av samma minuter."
-- unit = "minutes"
select
    o.question,
    o.option,
    a.visitors,
    rounded(a.sessions_mean, 1) as sessions_mean,
    rounded(a.minutes_mean, 1) as minutes_mean,
    rounded(a.minutes_median, 1) as minutes_median
from event_questions q
join event_options o on o.question = q.question
left join (
    select
        w.question,
        w.option,
        count(distinct e.person) as visitors,
        exact_mean(e.sessions) as sessions_mean,
        exact_mean(e.minutes) as minutes_mean,
        percentile(e.minutes, 0.5) as minutes_median
    from engagement e
    join answers w on w.person = e.person
    join event_questions n on n.question = w.question
    where not n.sensitive
    group by w.question, w.option
) a on a.question = o.question and a.option = o.option
where q.type = 'choice' and not q.sensitive
order by q.position, o.question, o.position
