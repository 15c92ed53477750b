-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session as k, avg(case when late_join then minutes * 100000 else minutes end) as n from attendance group by session
