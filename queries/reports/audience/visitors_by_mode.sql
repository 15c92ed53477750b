-- title.fi = "Kävijät osallistumistavoittain"
-- title.en = "Visitors by mode"
-- title.sv = "Besökare per deltagandesätt"
-- summary.fi = "Verkossa, paikan päällä tai molemmilla tavoilla."
-- summary.en = "Online, on site, or both."
-- summary.sv = "På nätet, på plats eller båda."
-- grain = "one row per mode"
-- chart = { kind = "bar", x = "mode", y = "visitors" }
-- [columns.mode]
-- label.fi = "Osallistumistapa"
-- label.en = "Mode"
-- label.sv = "Deltagandesätt"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Eri henkilöt, jotka osallistuivat tapahtumaan."
-- definition.en = "Distinct persons who attended the event."
-- definition.sv = "Olika personer som deltog i evenemanget."
-- unit = "persons"
select mode, count(distinct person) as visitors
from persons
where attended
group by mode
order by visitors desc nulls last, mode nulls last
