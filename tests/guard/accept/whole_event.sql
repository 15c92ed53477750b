-- title.en = "Corpus"
-- grain = "any"
-- columns = { registered = { label.en = "registered" }, attended = { label.en = "attended" }, no_shows = { label.en = "no_shows" } }
select
  count(distinct person) filter (where registered) as registered,
  count(distinct person) filter (where attended) as attended,
  count(distinct person) filter (where registered and not attended) as no_shows
from persons
