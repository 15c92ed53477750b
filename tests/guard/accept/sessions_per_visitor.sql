-- title.en = "Corpus"
-- grain = "any"
-- columns = { sessions_mean = { label.en = "sessions_mean" }, sessions_median = { label.en = "sessions_median" } }
select exact_mean(k) as sessions_mean, percentile(k, 0.5) as sessions_median from (select person, count(*) as k from attendance group by person) p
