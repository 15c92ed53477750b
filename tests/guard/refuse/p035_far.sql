-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from presence where case when room = 'x' then joined + interval '900000000 days' else joined end > $event_start
