-- title.fi = "Kävijät laitteittain"
-- title.en = "Visitors by device"
-- title.sv = "Besökare per enhet"
-- summary.fi = "Millä laitteella, käyttöjärjestelmällä ja selaimella kävijät ensin olivat."
-- summary.en = "The device, operating system and browser that visitors first used."
-- summary.sv = "Den enhet, det operativsystem och den webbläsare som besökarna först använde."
-- grain = "one row per device, operating system and browser"
-- [columns.device]
-- label.fi = "Laite"
-- label.en = "Device"
-- label.sv = "Enhet"
-- [columns.os]
-- label.fi = "Käyttöjärjestelmä"
-- label.en = "Operating system"
-- label.sv = "Operativsystem"
-- [columns.browser]
-- label.fi = "Selain"
-- label.en = "Browser"
-- label.sv = "Webbläsare"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Eri henkilöt, jotka osallistuivat tapahtumaan."
-- definition.en = "Distinct persons who attended the event."
-- definition.sv = "Olika personer som deltog i evenemanget."
-- unit = "persons"
select device, os, browser, count(distinct person) as visitors
from persons
where attended
group by device, os, browser
order by visitors desc nulls last, device nulls last, os nulls last, browser nulls last
