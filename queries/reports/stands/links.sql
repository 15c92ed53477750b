-- title.fi = "Linkit"
-- title.en = "Links"
-- title.sv = "Länkar"
-- summary.fi = "Klikatut linkit."
-- summary.en = "Links that were clicked."
-- summary.sv = "Länkar som klickades."
-- grain = "one row per target"
-- chart = { kind = "bar", x = "target", y = "clicks" }
-- [columns.target]
-- label.fi = "Kohde"
-- label.en = "Target"
-- label.sv = "Mål"
-- [columns.clicks]
-- label.fi = "Klikkaukset"
-- label.en = "Clicks"
-- label.sv = "Klick"
-- definition.fi = "Linkin klikkaukset."
-- definition.en = "Clicks on the link."
-- definition.sv = "Klick på länken."
-- unit = "count"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Eri henkilöt, jotka klikkasivat."
-- definition.en = "Distinct persons who clicked."
-- definition.sv = "Olika personer som klickade."
-- unit = "persons"
select target, count(*) as clicks, count(distinct person) as visitors
from activity
where type = 'link.clicked' and target is not null
group by target
order by clicks desc nulls last, target
