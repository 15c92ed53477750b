-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select sum(k) as n from (select person, max(r) as k from (select p.person, row_number() over (partition by p.person order by v.i) as r from persons p join (values ('IS',1),('IS',2),('FI',1)) v(c,i) on p.country = v.c) y group by person) x
