-- title.en = "Corpus"
-- grain = "any"
-- columns = {}
select a.session, count(distinct a.person) as n from attendance a join attendance b on a.session = b.session group by a.session
