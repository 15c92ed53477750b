-- title.en = "Share who stayed"
-- grain = "one row per session"
-- chart = { kind = "bar", x = "session", y = "share" }
-- [columns.session]
-- label.en = "Session"
-- unit = "session"
-- [columns.share]
-- label.en = "Share"
select session, avg(case when attended_80 then 1.0 else 0.0 end) / sum(share) as share
from attendance
group by session
