-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select count(distinct person) as n, 'x' as k from (select person, min(started) as s, max(ended) as e from visits group by person) where e - s > interval '6 hours'
