-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select sum(m) as total from (select person, minutes as m from attendance union all select person, 1000.0 from visits) as u
