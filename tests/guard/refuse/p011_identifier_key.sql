-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select connection, count(distinct person) as n from activity group by connection
