-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select b.person, count(distinct a.person) as n from persons a left join visits b on a.person = b.person group by b.person
