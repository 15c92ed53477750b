-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from attendance where minutes >= all (select minutes from attendance)
