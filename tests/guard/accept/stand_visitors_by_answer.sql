-- title.en = "Corpus"
-- grain = "any"
-- columns = { stand = { label.en = "stand" }, option = { label.en = "option" }, visitors = { label.en = "visitors" } }
select s.stand, a.option, count(distinct s.person) as visitors from stand_activity s join answers a on a.person = s.person where a.question = 'education' group by s.stand, a.option
