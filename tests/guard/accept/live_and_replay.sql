-- title.en = "Corpus"
-- grain = "any"
-- columns = { how = { label.en = "how" }, viewers = { label.en = "viewers" } }
select case when live and replay then 'both' when live then 'live' else 'replay' end as how, count(distinct person) as viewers from (select person, bool_or(mode = 'online') as live, bool_or(mode = 'replay') as replay from activity where type like 'media.%' group by person) m group by 1
