-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select upper(cast(person as varchar)) as code, count(*) as n from persons group by 1
