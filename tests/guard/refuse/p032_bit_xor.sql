-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select country as k, bit_xor(person) as n from persons group by country
