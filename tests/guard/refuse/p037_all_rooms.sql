-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select peak(joined, "left") as peak from presence
