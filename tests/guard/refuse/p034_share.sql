-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session, avg(case when late_join then 1 else 0 end) as late from attendance group by session
