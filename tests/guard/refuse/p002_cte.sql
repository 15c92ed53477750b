-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
with p as (select country, device, browser from persons) select * from p where country = 'FI'
