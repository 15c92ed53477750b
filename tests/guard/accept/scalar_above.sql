-- title.en = "Corpus"
-- grain = "any"
-- columns = { country = { label.en = "country" }, share = { label.en = "share" } }
select country, cast(n as double) / nullif((select count(distinct person) from persons), 0) as share
from (select country, count(distinct person) as n from persons group by country) as c
