-- title.fi = "Reaktiot"
-- title.en = "Reactions"
-- title.sv = "Reaktioner"
-- summary.fi = "Reaktiot tiloittain ja merkeittäin."
-- summary.en = "Reactions by room and sign."
-- summary.sv = "Reaktioner per rum och tecken."
-- grain = "one row per room and sign"
-- [columns.room]
-- label.fi = "Tila"
-- label.en = "Room"
-- label.sv = "Rum"
-- unit = "room"
-- [columns.emoji]
-- label.fi = "Merkki"
-- label.en = "Sign"
-- label.sv = "Tecken"
-- [columns.reactions]
-- label.fi = "Reaktiot"
-- label.en = "Reactions"
-- label.sv = "Reaktioner"
-- definition.fi = "Lähetettyjen reaktioiden määrä; määrätön on yksi."
-- definition.en = "Number of reactions sent; one without an amount is one."
-- definition.sv = "Antal skickade reaktioner; en utan antal är en."
-- unit = "count"
-- [columns.senders]
-- label.fi = "Lähettäjät"
-- label.en = "Senders"
-- label.sv = "Avsändare"
-- definition.fi = "Eri henkilöt, jotka lähettivät ne."
-- definition.en = "Distinct persons who sent them."
-- definition.sv = "Olika personer som skickade dem."
-- unit = "persons"
select a.room, a.emoji, cast(a.reactions as bigint) as reactions, a.senders
from (
    select room, emoji, sum(amount) as reactions, count(distinct person) as senders
    from activity
    where type = 'reaction.sent' and room is not null
    group by room, emoji
) a
left join event_rooms e on e.room = a.room
order by e.position nulls last, a.room nulls last, reactions desc nulls last, a.emoji nulls last
