-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country as k, string_agg(ticket, ',') filter (where attended) as n from persons group by country
