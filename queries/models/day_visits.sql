-- Visits of the event: presences of a person in any room that are less than 30 minutes apart are one, on the day on which it began.
with gaps as (
    select
        person,
        joined,
        "left",
        max("left") over (partition by person order by joined, "left" rows between unbounded preceding and 1 preceding) as left_before
    from presence
),
numbered as (
    select
        *,
        sum(case when left_before is null or joined >= left_before + interval '30 minutes' then 1 else 0 end) over (
            partition by person order by joined, "left" rows between unbounded preceding and current row
        ) as visit
    from gaps
)
select person, local_day(min(joined), $timezone) as day, min(joined) as started, max("left") as ended
from numbered
group by person, visit
