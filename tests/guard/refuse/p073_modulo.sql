-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from session_grid where 10 % minute = 1
