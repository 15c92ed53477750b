-- title.en = "Corpus"
-- grain = "any"
-- columns = { region = { label.en = "region" }, visitors = { label.en = "visitors" } }
select case when country in ('FI', 'SE', 'NO', 'DK', 'IS') then 'nordic' when country is null then null else upper(left(country, 1)) end as region,
  count(distinct person) as visitors
from persons group by 1
