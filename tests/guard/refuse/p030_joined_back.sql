-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select p.device, count(distinct p.person) as n
from persons p join (select country, count(distinct person) as size from persons group by country) as c on p.country = c.country
where c.size = 1 group by p.device
