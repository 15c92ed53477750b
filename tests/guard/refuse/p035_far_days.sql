-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from presence where case when room = 'x' then joined + interval '400 days' else joined end > $event_start
