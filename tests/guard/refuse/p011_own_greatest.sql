-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select c, count(distinct person) as n from (select person, max(connection) as c from activity group by person) x group by c
