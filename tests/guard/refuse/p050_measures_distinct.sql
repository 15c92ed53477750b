-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select sum(m) as n from (select person, minutes * 100000 as m from attendance where late_join union select person, minutes from attendance where not late_join) x
