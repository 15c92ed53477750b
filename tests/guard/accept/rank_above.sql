-- title.en = "Corpus"
-- grain = "any"
-- columns = { session = { label.en = "session" }, place = { label.en = "place" } }
select session, row_number() over (order by n desc, session) as place
from (select session, count(distinct person) as n from attendance group by session) as c
