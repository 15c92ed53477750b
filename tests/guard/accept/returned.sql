-- title.en = "Corpus"
-- grain = "any"
-- columns = { first_day = { label.en = "first_day" }, visitors = { label.en = "visitors" }, returned = { label.en = "returned" } }
select first_day, count(distinct person) as visitors, count(distinct case when days > 1 then person end) as returned from (select person, min(day) as first_day, count(distinct day) as days from day_visits group by person) d group by first_day
