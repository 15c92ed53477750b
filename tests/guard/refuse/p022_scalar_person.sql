-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session, (select person from persons where country = 'IS') as who from event_sessions
