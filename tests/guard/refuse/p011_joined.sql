-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select count(distinct a.person) as n from activity a join activity b on a.person = b.person and a.connection = b.connection
