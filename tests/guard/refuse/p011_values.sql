-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from activity a join (values (17)) v(c) on a.connection = v.c
