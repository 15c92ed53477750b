-- A person's last answer to each choice question of a survey, one row an option.
with ranked as (
    select person, question, option, rank() over (partition by person, question order by time desc, record desc) as place
    from given_answers
    where survey
)
select distinct r.person, r.question, r.option
from event_questions q
join ranked r on r.question = q.question
where q.type = 'choice' and r.place = 1 and r.option is not null
