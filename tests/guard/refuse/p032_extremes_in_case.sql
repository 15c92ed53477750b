-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select case when max(p.last_seen) > min(p.first_seen) then 'a' else 'b' end as k, count(distinct p.person) as n from persons p group by p.country
