-- title.en = "Corpus"
-- grain = "any"
-- columns = { band = { label.en = "band" }, visitors = { label.en = "visitors" } }
select case when sessions < 3 then '1-2' when sessions < 6 then '3-5' else '6+' end as band, count(distinct person) as visitors
from (select person, count(distinct session) as sessions from attendance group by person) as own
group by 1
