-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
explain analyze select country from persons where locale = 'sv'
