-- title.en = "Corpus"
-- grain = "any"
-- columns = { measure = { label.en = "measure" }, value = { label.en = "value" } }
select measure, value from conversion
union all
select measure, count(*) as value from defects group by measure
