-- title.en = "Corpus"
-- grain = "any"
-- columns = { n = { label.en = "n" } }
select count(distinct person) as n
from (select person, session, row_number() over (partition by person order by first_joined) as place from attendance) as own
where place = 1
