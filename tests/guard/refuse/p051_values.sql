-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select distinct country, device, browser from persons
