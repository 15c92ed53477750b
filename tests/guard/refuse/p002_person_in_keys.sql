-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select person, count(*) as visits from visits group by person
