-- title.en = "Corpus"
-- grain = "any"
-- columns = { c = { label.en = "c" }, n = { label.en = "n" } }
with p as (select person as who, country as c from persons), q as (select * from p where c is not null)
select c, count(distinct who) as n from q group by c
