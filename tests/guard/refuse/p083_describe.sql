-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
describe persons
