-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from session_grid where cast(minute as decimal(38,0)) * cast(99999999999999999999999999999999999 as decimal(38,0)) > 0
