-- title.en = "Corpus"
-- grain = "any"
-- columns = { track = { label.en = "track" }, session = { label.en = "session" }, n = { label.en = "n" } }
select track, session, n from (
  select s.track, s.session, c.n, row_number() over (partition by s.track order by c.n desc, s.session) as place
  from event_sessions s join (select session, count(distinct person) as n from attendance group by session) as c using (session)) as t
where place <= 3
