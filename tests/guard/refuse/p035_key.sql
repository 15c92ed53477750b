-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select first_seen, count(distinct person) as n from persons group by first_seen
