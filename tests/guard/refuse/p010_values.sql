-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct p.person) as n from persons p join (values (123)) v(x) on p.person = v.x
