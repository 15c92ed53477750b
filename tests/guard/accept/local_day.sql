-- title.en = "Corpus"
-- grain = "any"
-- columns = { day = { label.en = "day" }, visits = { label.en = "visits" } }
select local_day(started, $timezone) as day, count(*) as visits from visits group by 1
