-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select string_agg(country, ',') as countries from persons
