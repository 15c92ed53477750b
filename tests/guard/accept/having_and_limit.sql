-- title.en = "Corpus"
-- grain = "any"
-- columns = { country = { label.en = "country" }, n = { label.en = "n" } }
select country, count(distinct person) as n from persons group by country having count(distinct person) > 20 order by n desc limit 5
