-- title.en = "Joins by minute"
-- grain = "one row per minute"
-- chart = { kind = "line", x = "at", y = "joins" }
-- [columns.at]
-- label.en = "Minute"
-- unit = "time"
-- [columns.joins]
-- label.en = "Joins"
-- unit = "count"
select date_trunc('minute', joined) as at, count(*) as joins
from presence
group by date_trunc('minute', joined)
order by at
