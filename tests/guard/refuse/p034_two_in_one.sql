-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select sum(case when attended_80 then minutes else seconds end) as mixed from attendance
