-- title.en = "Corpus"
-- grain = "any"
-- columns = { time = { label.en = "time" }, n = { label.en = "n" } }
select case when registered_at < $event_start - interval '7 days' then 'week before' when registered_at < $event_start then 'last week' else 'during' end as time, count(distinct person) as n from registrations group by 1
