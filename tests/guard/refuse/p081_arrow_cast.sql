-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select arrow_cast(first_seen, 'Utf8') as k, count(distinct person) as n from persons group by 1
