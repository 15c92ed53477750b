-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select l.x, count(*) as n from persons p cross join lateral (select p.person as x) as l group by l.x
