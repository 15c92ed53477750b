-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country, count(distinct person) as n from persons group by country having min(first_seen) > $event_start
