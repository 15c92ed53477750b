-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select first, count(distinct person) as n from (select person, min(joined) as first from presence group by person) as own group by first
