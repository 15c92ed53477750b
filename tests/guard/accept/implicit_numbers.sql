-- title.en = "Corpus"
-- grain = "any"
-- columns = { n = { label.en = "n" } }
select count(distinct person) as n from activity where amount > 3 and length / 2 < 100 and coalesce(amount, 0) >= 1
