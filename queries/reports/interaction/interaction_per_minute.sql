-- title.fi = "Vuorovaikutus minuutissa"
-- title.en = "Interaction per minute"
-- title.sv = "Interaktion per minut"
-- summary.fi = "Viestit ja reaktiot ohjelmanumeroiden aikana, viiden minuutin jaksoissa."
-- summary.en = "Messages and reactions during the sessions, in steps of five minutes."
-- summary.sv = "Meddelanden och reaktioner under programpunkterna, i steg om fem minuter."
-- grain = "one row per session and fifth minute"
-- chart = { kind = "line", x = "minute", y = "per_minute", series = "session" }
-- [columns.session]
-- label.fi = "Ohjelmanumero"
-- label.en = "Session"
-- label.sv = "Programpunkt"
-- unit = "session"
-- [columns.minute]
-- label.fi = "Minuutti"
-- label.en = "Minute"
-- label.sv = "Minut"
-- unit = "minute"
-- [columns.interactions]
-- label.fi = "Viestit ja reaktiot"
-- label.en = "Messages and reactions"
-- label.sv = "Meddelanden och reaktioner"
-- definition.fi = "Tilan keskusteluun lähetetyt viestit ja lähetetyt reaktiot viidessä minuutissa tästä alkaen."
-- definition.en = "Messages to the room and reactions sent in the five minutes from here on."
-- definition.sv = "Meddelanden till rummet och reaktioner under fem minuter härifrån."
-- unit = "count"
-- [columns.per_minute]
-- label.fi = "Minuutissa"
-- label.en = "Per minute"
-- label.sv = "Per minut"
-- definition.fi = "Niitä minuuttia kohden."
-- definition.en = "These, per minute."
-- definition.sv = "Dessa, per minut."
-- unit = "number"
-- [columns.per_minute_and_visitor]
-- label.fi = "Minuutissa kävijää kohden"
-- label.en = "Per minute and visitor"
-- label.sv = "Per minut och besökare"
-- definition.fi = "Niitä minuuttia ja jakson alussa tilassa ollutta kohden."
-- definition.en = "These, per minute and person in the room at the beginning of the step."
-- definition.sv = "Dessa, per minut och person i rummet vid stegets början."
-- unit = "number"
select
    m.session,
    m.minute,
    cast(i.interactions as bigint) as interactions,
    rounded(i.interactions / least(5.0, s.minutes - m.minute), 1) as per_minute,
    rounded(i.interactions / least(5.0, s.minutes - m.minute) / nullif(g.present, 0), 3) as per_minute_and_visitor
from event_sessions s
join session_minutes m on m.session = s.session
left join (
    select session, minute, sum(amount) as interactions
    from session_activity
    group by session, minute
) i on i.session = m.session and i.minute = m.minute
left join (
    select room, at, count(distinct person) as present
    from room_grid
    group by room, at
) g
    on g.room = s.room
    -- The instant of the grid at the beginning of the step, or the last one before it, in microseconds.
    and (cast(g.at as bigint) - cast($event_start as bigint)) / 300000000
        = (cast(s.starts as bigint) - cast($event_start as bigint) + m.minute * 60000000) / 300000000
order by s.starts, m.session, m.minute
