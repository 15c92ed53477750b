-- title.en = "Corpus"
-- grain = "any"
-- columns = { hour = { label.en = "hour" }, visitors = { label.en = "visitors" } }
select date_part('hour', joined) as hour, count(distinct person) as visitors from presence group by 1
