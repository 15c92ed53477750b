-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from attendance where person between 1 and 1000
