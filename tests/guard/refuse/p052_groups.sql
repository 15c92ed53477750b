-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, browser from persons group by country, browser
