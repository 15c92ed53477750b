-- title.fi = "Asiakirjat"
-- title.en = "Documents"
-- title.sv = "Dokument"
-- summary.fi = "Avatut asiakirjat."
-- summary.en = "Documents that were opened."
-- summary.sv = "Dokument som öppnades."
-- grain = "one row per target"
-- chart = { kind = "bar", x = "target", y = "opens" }
-- [columns.target]
-- label.fi = "Kohde"
-- label.en = "Target"
-- label.sv = "Mål"
-- [columns.opens]
-- label.fi = "Avaukset"
-- label.en = "Opens"
-- label.sv = "Öppningar"
-- definition.fi = "Asiakirjan avaukset."
-- definition.en = "Times the document was opened."
-- definition.sv = "Gånger dokumentet öppnades."
-- unit = "count"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Eri henkilöt, jotka avasivat."
-- definition.en = "Distinct persons who opened it."
-- definition.sv = "Olika personer som öppnade det."
-- unit = "persons"
select target, count(*) as opens, count(distinct person) as visitors
from activity
where type = 'document.opened' and target is not null
group by target
order by opens desc nulls last, target
