-- title.en = "Corpus"
-- grain = "any"
-- columns = { band = { label.en = "band" }, visitors = { label.en = "visitors" } }
select case when wait < interval '5 minutes' then '<5' when wait < interval '15 minutes' then '5-15' when wait < interval '1 hour' then '15-60' else '60+' end as band, count(distinct person) as visitors from (select p.person, min(a.first_joined) - min(p.first_seen) as wait from persons p join attendance a on a.person = p.person group by p.person) w group by 1
