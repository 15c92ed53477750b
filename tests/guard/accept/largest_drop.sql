-- title.en = "Corpus"
-- grain = "any"
-- columns = { session = { label.en = "session" }, minute = { label.en = "minute" }, loss = { label.en = "loss" } }
with c as (select session, minute, count(distinct person) as n from session_grid group by session, minute), d as (select session, minute, lag(n) over (partition by session order by minute) - n as loss from c), r as (select session, minute, loss, row_number() over (partition by session order by loss desc, minute) as place from d where loss is not null) select session, minute, loss from r where place = 1
