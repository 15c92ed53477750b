-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct a.person) as n from persons a, visits b where a.person = b.person or a.attended
