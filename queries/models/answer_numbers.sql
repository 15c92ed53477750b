-- A person's last answer to each question for a number or a date (an age by then), with its band.
with ranked as (
    select person, question, number, rank() over (partition by person, question order by time desc, record desc) as place
    from given_answers
)
select
    r.person,
    r.question,
    greatest(least(max(r.number), 1e9), -1e9) as value,
    max(b.band) as band
from event_questions q
join ranked r on r.question = q.question
left join question_bands b on b.question = r.question and b.lower <= r.number and r.number < b.upper
where q.type in ('number', 'date') and r.place = 1 and r.number is not null
group by r.person, r.question
