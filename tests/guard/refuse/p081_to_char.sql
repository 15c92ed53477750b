-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select to_char(first_seen, '%M:%S') as k, count(distinct person) as n from persons group by 1
