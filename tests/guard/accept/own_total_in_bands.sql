-- title.en = "Corpus"
-- grain = "any"
-- columns = { band = { label.en = "band" }, visitors = { label.en = "visitors" } }
with own as (select person, sum(minutes) as minutes from room_minutes group by person)
select case when minutes < 30 then '<30' else '30+' end as band, count(distinct person) as visitors from own group by 1
