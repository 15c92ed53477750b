-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from activity where actor = 'u-1842'
