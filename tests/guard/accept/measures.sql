-- title.en = "Corpus"
-- grain = "any"
-- columns = { session = { label.en = "session" }, mean = { label.en = "mean" }, median = { label.en = "median" }, p90 = { label.en = "p90" }, total = { label.en = "total" } }
select session, exact_mean(minutes) as mean, percentile(minutes, 0.5) as median, percentile(minutes, 0.9) as p90, sum(seconds / 60) as total
from attendance group by session
