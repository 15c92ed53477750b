-- title.en = "Corpus"
-- grain = "any"
-- columns = { sizes = { label.en = "sizes" }, rooms = { label.en = "rooms" } }
select n as sizes, count(*) as rooms from (select room, count(distinct person) as n from visits group by room) as r group by n
