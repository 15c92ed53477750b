-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
with a as (select person from persons), b as (select * from a union all select * from a), c as (select * from b union all select * from b), d as (select * from c union all select * from c),
  e as (select * from d union all select * from d), f as (select * from e union all select * from e), g as (select * from f union all select * from f), h as (select * from g union all select * from g),
  i as (select * from h union all select * from h), j as (select * from i union all select * from i), k as (select * from j union all select * from j)
select count(distinct person) as n from k
