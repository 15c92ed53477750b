-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, sum(length(device)) as letters from persons group by country
