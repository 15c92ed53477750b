-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select count(distinct person) as n, 'early' as k from persons where first_seen < $event_start + interval '15 minutes'
