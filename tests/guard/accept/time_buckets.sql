-- title.en = "Corpus"
-- grain = "any"
-- columns = { at = { label.en = "at" }, visitors = { label.en = "visitors" } }
select date_bin(interval '15 minutes', joined, $event_start) as at, count(distinct person) as visitors from presence group by 1 order by 1
