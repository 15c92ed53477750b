-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from persons where country in (select country from persons group by country having count(distinct person) = 1)
