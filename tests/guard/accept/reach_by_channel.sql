-- title.en = "Corpus"
-- grain = "any"
-- columns = { channel = { label.en = "channel" }, ticket = { label.en = "ticket" }, registered = { label.en = "registered" }, attended = { label.en = "attended" } }
select channel, ticket, count(distinct r.person) as registered, count(distinct a.person) as attended from registrations r left join (select distinct person from attendance) a on a.person = r.person where not r.cancelled group by channel, ticket
