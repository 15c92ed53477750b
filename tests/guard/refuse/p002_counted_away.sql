-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select visits from (select person, count(*) as visits from visits group by person) as own
