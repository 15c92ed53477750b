-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select case when m < 30 then '<30' else '30+' end as band, count(distinct person) as n from (select a.person, sum(a.minutes) over (partition by a.person) as m from attendance a join attendance b on a.person = b.person) as own group by 1
