-- title.en = "Corpus"
-- grain = "any"
-- columns = { country = { label.en = "country" }, device = { label.en = "device" }, senders = { label.en = "senders" }, characters = { label.en = "characters" } }
select country, device, count(distinct person) as senders, sum(length) as characters from activity where type = 'chat.message' and actor_kind = 'account' group by country, device
