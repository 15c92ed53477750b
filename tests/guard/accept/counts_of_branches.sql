-- title.en = "Corpus"
-- grain = "any"
-- columns = { what = { label.en = "what" }, n = { label.en = "n" } }
select 'votes' as what, count(*) as n from poll_votes union all select 'messages', count(*) from activity where type = 'chat.message'
