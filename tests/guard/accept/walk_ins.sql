-- title.en = "Corpus"
-- grain = "any"
-- columns = { walk_ins = { label.en = "walk_ins" } }
select count(distinct p.person) as walk_ins
from persons p left join registrations r using (person)
where p.attended and r.person is null
