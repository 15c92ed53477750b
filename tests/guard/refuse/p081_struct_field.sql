-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select named_struct('a', person)['a'] as k, count(distinct country) as n from persons group by 1
