-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select distinct on (country) country, device from persons
