-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, device from persons where attended
