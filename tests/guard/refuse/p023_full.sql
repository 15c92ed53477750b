-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct p.person) as n from persons p full join registrations r on p.person = r.person
