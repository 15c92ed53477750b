-- title.fi = "Osastot"
-- title.en = "Stands"
-- title.sv = "Montrar"
-- summary.fi = "Mitä kävijät tekivät osastoilla; osaston omaa väkeä ei lasketa."
-- summary.en = "What visitors did at the stands; the stands' own staff are not counted."
-- summary.sv = "Vad besökarna gjorde vid montrarna; montrarnas egen personal räknas inte."
-- grain = "one row per stand"
-- chart = { kind = "bar", x = "stand", y = "visitors" }
-- [columns.stand]
-- label.fi = "Osasto"
-- label.en = "Stand"
-- label.sv = "Monter"
-- unit = "stand"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Eri henkilöt, jotka katsoivat osastoa."
-- definition.en = "Distinct persons who viewed the stand."
-- definition.sv = "Olika personer som såg montern."
-- unit = "persons"
-- [columns.views]
-- label.fi = "Katselut"
-- label.en = "Views"
-- label.sv = "Visningar"
-- definition.fi = "Osaston katselukerrat."
-- definition.en = "Times the stand was viewed."
-- definition.sv = "Gånger montern visades."
-- unit = "count"
-- [columns.document_opens]
-- label.fi = "Avatut asiakirjat"
-- label.en = "Documents opened"
-- label.sv = "Öppnade dokument"
-- definition.fi = "Osaston asiakirjojen avaukset."
-- definition.en = "Times a document of the stand was opened."
-- definition.sv = "Gånger ett av monterns dokument öppnades."
-- unit = "count"
-- [columns.link_clicks]
-- label.fi = "Linkin klikkaukset"
-- label.en = "Link clicks"
-- label.sv = "Länkklick"
-- definition.fi = "Osaston linkkien klikkaukset."
-- definition.en = "Clicks on the stand's links."
-- definition.sv = "Klick på monterns länkar."
-- unit = "count"
-- [columns.contact_requests]
-- label.fi = "Yhteydenottopyynnöt"
-- label.en = "Contact requests"
-- label.sv = "Kontaktförfrågningar"
-- definition.fi = "Osastolle jätetyt yhteydenottopyynnöt."
-- definition.en = "Contact requests made at the stand."
-- definition.sv = "Kontaktförfrågningar vid montern."
-- unit = "count"
-- [columns.meetings]
-- label.fi = "Tapaamiset"
-- label.en = "Meetings"
-- label.sv = "Möten"
-- definition.fi = "Pidetyt tapaamiset."
-- definition.en = "Meetings held."
-- definition.sv = "Hållna möten."
-- unit = "count"
select
    coalesce(e.stand, a.stand) as stand,
    a.visitors,
    a.views,
    a.document_opens,
    a.link_clicks,
    a.contact_requests,
    a.meetings
from event_stands e
full join (
    select
        stand,
        count(distinct person) filter (where type = 'stand.viewed') as visitors,
        count(*) filter (where type = 'stand.viewed') as views,
        count(*) filter (where type = 'document.opened') as document_opens,
        count(*) filter (where type = 'link.clicked') as link_clicks,
        count(*) filter (where type = 'stand.contact_requested') as contact_requests,
        count(*) filter (where type = 'meeting.held') as meetings
    from stand_activity
    group by stand
) a on a.stand = e.stand
order by e.position nulls last, coalesce(e.stand, a.stand)
