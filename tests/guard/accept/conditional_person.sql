-- title.en = "Corpus"
-- grain = "any"
-- columns = { ticket = { label.en = "ticket" }, attended = { label.en = "attended" } }
select ticket, count(distinct case when attended then person end) as attended from persons group by ticket
