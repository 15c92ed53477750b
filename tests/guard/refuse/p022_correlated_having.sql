-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country as k, count(distinct person) as n from persons p group by country having exists (select 1 from attendance a where a.track = p.country)
