-- title.en = "Corpus"
-- grain = "any"
-- columns = { mean = { label.en = "mean" } }
select exact_mean(own) as mean from (select person, avg(minutes) as own from attendance group by person) as p
