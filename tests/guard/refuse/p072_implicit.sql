-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n from answers where cast(option as date) is not null
