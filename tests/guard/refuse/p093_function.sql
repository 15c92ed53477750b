-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select md5(country) as code, count(distinct person) as n from persons group by 1
