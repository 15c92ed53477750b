-- title.fi = "Kävijät maittain"
-- title.en = "Visitors by country"
-- title.sv = "Besökare per land"
-- summary.fi = "Mistä kävijät olivat yhteydessä: ensimmäinen tunnettu maa."
-- summary.en = "Where the visitors connected from: the first known country."
-- summary.sv = "Varifrån besökarna var anslutna: det första kända landet."
-- grain = "one row per country"
-- chart = { kind = "bar", x = "country", y = "visitors" }
-- [columns.country]
-- label.fi = "Maa"
-- label.en = "Country"
-- label.sv = "Land"
-- unit = "country"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Eri henkilöt, jotka osallistuivat tapahtumaan."
-- definition.en = "Distinct persons who attended the event."
-- definition.sv = "Olika personer som deltog i evenemanget."
-- unit = "persons"
select country, count(distinct person) as visitors
from persons
where attended
group by country
order by visitors desc nulls last, country nulls last
