-- title.en = "Sessions per person"
-- grain = "one row per person"
-- [columns.person]
-- label.en = "Person"
-- [columns.sessions]
-- label.en = "Sessions"
-- unit = "count"
select person, count(*) as sessions
from attendance
group by person
order by sessions desc
limit 10
