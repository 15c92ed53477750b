-- title.en = "Corpus"
-- grain = "any"
-- columns = { session = { label.en = "session" }, band = { label.en = "band" }, n = { label.en = "n" } }
select s.session, d.band, a.n
from event_sessions s cross join duration_bands d
left join (select session, band, count(distinct person) as n from attendance group by session, band) as a on a.session = s.session and a.band = d.band
