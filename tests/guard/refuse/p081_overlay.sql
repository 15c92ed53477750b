-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select overlay(country placing 'x' from 1) as k, count(distinct person) as n from persons group by 1
