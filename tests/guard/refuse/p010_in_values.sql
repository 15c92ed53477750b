-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from persons where person in (select column1 from (values (123), (456)) v)
