-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select * from persons pivot (count(person) for country in ('FI','SE'))
