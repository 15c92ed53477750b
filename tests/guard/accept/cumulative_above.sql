-- title.en = "Corpus"
-- grain = "any"
-- columns = { day = { label.en = "day" }, so_far = { label.en = "so_far" } }
select day, sum(n) over (order by day) as so_far
from (select day, count(distinct person) as n from registration_days where registered group by day) as d
