-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select v.k, count(distinct p.person) as n from persons p join (values (1, 'a'), (2, 'b')) as v(id, k) on v.id = p.person group by v.k
