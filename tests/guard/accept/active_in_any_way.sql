-- title.en = "Corpus"
-- grain = "any"
-- columns = { n = { label.en = "n" } }
select count(distinct person) as n from (select person from poll_votes union select person from answers union select person from activity where type = 'chat.message') x
