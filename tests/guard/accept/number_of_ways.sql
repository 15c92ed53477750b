-- title.en = "Corpus"
-- grain = "any"
-- columns = { ways = { label.en = "ways" }, n = { label.en = "n" } }
select ways, count(distinct person) as n from (select person, count(distinct what) as ways from (select 'vote' as what, person from poll_votes union all select 'chat', person from activity where type = 'chat.message') u group by person) x group by ways
