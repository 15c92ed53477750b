-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from persons p where exists (select 1 from visits v where v.person = p.person)
