-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
set datafusion.execution.batch_size = 1
