-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select session as k, sum(power(10, minutes)) as n from attendance group by session
