-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(*) as n from persons p join (values ('IS', 1), ('IS', 2), ('IS', 3), ('FI', 1)) v(c, i) on p.country = v.c
