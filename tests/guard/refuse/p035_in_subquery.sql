-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from presence where joined in (select column1 from (values (timestamp '2026-05-12 09:03:17')) v)
