-- A person's last vote in each poll, one row an option.
with ranked as (
    select person, poll, options, row_number() over (partition by person, poll order by time desc, record desc) as place
    from identified
    where type = 'poll.voted' and poll is not null
),
chosen as (
    select person, poll, unnest(options) as option
    from ranked
    where place = 1 and options is not null
)
select distinct person, poll, option
from chosen
