-- title.en = "Corpus"
-- grain = "any"
-- columns = { what = { label.en = "what" }, n = { label.en = "n" } }
select what, count(distinct person) as n
from (select person, 'visit' as what from visits union all select person, 'answer' as what from answers) as u
group by what
