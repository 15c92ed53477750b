-- title.en = "Corpus"
-- grain = "any"
-- columns = { session = { label.en = "session" }, poll = { label.en = "poll" }, voters = { label.en = "voters" }, visitors = { label.en = "visitors" } }
select p.session, p.poll, v.n as voters, a.n as visitors from event_polls p left join (select poll, count(distinct person) as n from poll_votes group by poll) v on v.poll = p.poll left join (select session, count(distinct person) as n from attendance group by session) a on a.session = p.session
