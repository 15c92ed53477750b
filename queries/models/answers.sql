-- A person's last answer to each choice question, one row an option. An answer that is none of the options takes the place of an earlier
-- one too.
with ranked as (
    select person, question, option, rank() over (partition by person, question order by time desc, record desc) as place
    from given_answers
)
select distinct r.person, r.question, r.option
from event_questions q
join ranked r on r.question = q.question
where q.type = 'choice' and r.place = 1 and r.option is not null
