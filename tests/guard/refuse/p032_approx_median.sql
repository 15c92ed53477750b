-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session as k, approx_median(minutes) as n from attendance group by session
