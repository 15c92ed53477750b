-- How much of the programme everybody who attended followed: how many sessions, and how many minutes in them; zero where none.
with followed as (
    select person, cast(count(*) as double) as sessions, sum(minutes) as minutes
    from attendance
    group by person
)
select
    p.person,
    least(coalesce(f.sessions, 0.0), 10000.0) as sessions,
    least(coalesce(f.minutes, 0.0), 144000.0) as minutes
from followed f
right join persons p on p.person = f.person
where p.attended
