-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select sum(k) as n from (select p.person, count(*) as k from persons p join (values ('IS', 1), ('IS', 2), ('FI', 1)) v(c, i) on p.country = v.c group by p.person) x
