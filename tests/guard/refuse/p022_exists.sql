-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from persons p where not exists (select 1 from attendance a where a.person = p.person)
