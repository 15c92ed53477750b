-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select *, count(*) as n from persons group by all
