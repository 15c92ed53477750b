-- title.en = "Corpus"
-- grain = "any"
-- columns = { country = { label.en = "country" }, share = { label.en = "share" } }
select country, ratio(cast(n as double), cast(sum(n) over () as double)) as share
from (select country, count(distinct person) as n from persons group by country) as c
