-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(*) as n from persons p left join answers a on a.person = p.person and p.country = 'IS'
