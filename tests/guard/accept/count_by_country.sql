-- title.en = "Corpus"
-- grain = "any"
-- columns = { country = { label.en = "country" }, visitors = { label.en = "visitors" } }
select country, count(distinct person) as visitors from persons where attended group by country order by visitors desc
