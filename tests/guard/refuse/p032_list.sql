-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, array_agg(device) as devices from persons group by country
