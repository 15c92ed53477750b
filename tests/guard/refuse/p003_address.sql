-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select clientip, count(distinct person) as n from activity group by clientip
