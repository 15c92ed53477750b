-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select percentile(t.minutes, 0.5) as n from attendance t join (values ('IS', 1), ('IS', 2), ('FI', 1)) v(c, i) on t.track = v.c
