-- title.en = "Everybody"
-- grain = "one row per person"
select * from persons
