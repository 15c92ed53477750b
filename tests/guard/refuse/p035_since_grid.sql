-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct p.person) as n from presence p join time_grid g on p.joined - g.at between interval '61 seconds' and interval '62 seconds'
