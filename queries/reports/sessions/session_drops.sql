-- title.fi = "Suurin pudotus"
-- title.en = "The largest drop"
-- title.sv = "Det största tappet"
-- summary.fi = "Missä viidessä minuutissa kustakin ohjelmanumerosta lähti eniten alussa läsnä olleita."
-- summary.en = "The five minutes in which most of those present at the start left each session."
-- summary.sv = "De fem minuter då flest av dem som var med i början lämnade varje programpunkt."
-- grain = "one row per session"
-- chart = { kind = "bar", x = "session", y = "share" }
-- [columns.session]
-- label.fi = "Ohjelmanumero"
-- label.en = "Session"
-- label.sv = "Programpunkt"
-- unit = "session"
-- [columns.minute]
-- label.fi = "Minuutti"
-- label.en = "Minute"
-- label.sv = "Minut"
-- definition.fi = "Minuutteja alusta: viisi minuuttia, jotka alkoivat tästä."
-- definition.en = "Minutes since the start: the five minutes that began here."
-- definition.sv = "Minuter från början: de fem minuter som började här."
-- unit = "minute"
-- [columns.present]
-- label.fi = "Läsnä"
-- label.en = "Present"
-- label.sv = "Närvarande"
-- definition.fi = "Alussa läsnä olleista tällä minuutilla läsnä olleet."
-- definition.en = "Of those present in the first 5 minutes, those present at this minute."
-- definition.sv = "Av dem som var närvarande de första 5 minuterna, de som var närvarande vid denna minut."
-- unit = "persons"
-- [columns.share]
-- label.fi = "Pudotus"
-- label.en = "Drop"
-- label.sv = "Tapp"
-- definition.fi = "Kuinka paljon vähemmän heitä oli viisi minuuttia myöhemmin, jaettuna tällä minuutilla läsnä olleilla; julkaistuista luvuista suurin."
-- definition.en = "How many fewer of them were there five minutes later, divided by those present at this minute; the largest among the published numbers."
-- definition.sv = "Hur många färre av dem som var där fem minuter senare, delat med dem som var närvarande vid denna minut; det största bland de publicerade talen."
-- unit = "share"
select s.session, d.minute, d.present, ratio(d.present - d.present_after, d.present) as share
from event_sessions s
left join (
    select
        session,
        minute,
        present,
        present_after,
        row_number() over (partition by session order by present - present_after desc nulls last, minute) as place
    from (
        select
            m.session,
            m.minute,
            g.present,
            lead(g.present) over (partition by m.session order by m.minute) as present_after
        from session_minutes m
        left join (
            select session, minute, count(distinct person) as present
            from session_grid
            group by session, minute
        ) g on g.session = m.session and g.minute = m.minute
    ) as steps
    where present > present_after
) d on d.session = s.session and d.place = 1
order by s.starts, s.session
