-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select substr(session, 1, minute) as c, count(distinct person) as n from session_grid group by 1
