-- title.en = "Corpus"
-- grain = "any"
-- columns = { from_session = { label.en = "from_session" }, to_session = { label.en = "to_session" }, visitors = { label.en = "visitors" } }
select a.session as from_session, b.session as to_session, count(distinct a.person) as visitors
from attendance a join attendance b on a.person = b.person and a.first_joined < b.first_joined
group by a.session, b.session
