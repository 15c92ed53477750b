-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct person) as n, 'a' as k from persons where person is distinct from 5
