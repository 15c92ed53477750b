-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select case when m < 30 then '<30' else '30+' end as band, count(distinct person) as n from (select a.person, sum(a.minutes) as m from attendance a join attendance b on a.person = b.person group by a.person) as own group by 1
