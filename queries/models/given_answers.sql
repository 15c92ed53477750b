-- Answers of registrations and surveys, one row for each chosen option and each number.
with answered as (
    select person, record, time, type = 'survey.answered' as survey, unnest(answers) as answer
    from identified
    where
        type in ('registration.created', 'registration.updated', 'registration.cancelled', 'survey.answered')
        and answers is not null
)
select
    person,
    record,
    time,
    survey,
    answer['question'] as question,
    answer['option'] as option,
    answer['number'] as number
from answered
