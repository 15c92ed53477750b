-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
copy (select country, device from persons) to 'persons.csv'
