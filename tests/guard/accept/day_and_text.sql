-- title.en = "Corpus"
-- grain = "any"
-- columns = { day = { label.en = "day" }, n = { label.en = "n" } }
select day, count(distinct person) as n from activity where day = date '2026-05-12' and type like 'presence.%' and room || mode <> 'x' group by day
