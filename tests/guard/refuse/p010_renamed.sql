-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
with p as (select person as x, country from persons)
select x * 1 as y, count(*) as n from p group by x * 1
