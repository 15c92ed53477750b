-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
with recursive r as (select 1 as n union all select n + 1 from r where n < 5) select n from r
