-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country from persons intersect select ticket from registrations
