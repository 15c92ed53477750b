-- title.fi = "Äänestykset"
-- title.en = "Polls"
-- title.sv = "Omröstningar"
-- summary.fi = "Äänet vaihtoehdoittain; kunkin viimeinen ääni ratkaisee."
-- summary.en = "Votes by option; each person's last vote counts."
-- summary.sv = "Röster per alternativ; varje persons sista röst räknas."
-- grain = "one row per poll and option"
-- chart = { kind = "share", x = "option", y = "votes", of = "voters", series = "poll" }
-- [columns.poll]
-- label.fi = "Äänestys"
-- label.en = "Poll"
-- label.sv = "Omröstning"
-- unit = "poll"
-- [columns.option]
-- label.fi = "Vastausvaihtoehto"
-- label.en = "Option"
-- label.sv = "Alternativ"
-- unit = "option"
-- [columns.votes]
-- label.fi = "Äänet"
-- label.en = "Votes"
-- label.sv = "Röster"
-- definition.fi = "Henkilöt, joiden viimeinen ääni sisältää vaihtoehdon."
-- definition.en = "Persons whose last vote holds the option."
-- definition.sv = "Personer vars sista röst innehåller alternativet."
-- unit = "persons"
-- [columns.voters]
-- label.fi = "Äänestäjät"
-- label.en = "Voters"
-- label.sv = "Röstande"
-- definition.fi = "Henkilöt, jotka äänestivät tässä äänestyksessä."
-- definition.en = "Persons who voted in the poll."
-- definition.sv = "Personer som röstade i omröstningen."
-- unit = "persons"
select
    coalesce(o.poll, v.poll) as poll,
    coalesce(o.option, v.option) as option,
    v.votes,
    w.voters
from (
    select poll, option, position
    from event_options
    where poll is not null
) o
full join (
    select poll, option, count(distinct person) as votes
    from poll_votes
    group by poll, option
) v on v.poll = o.poll and v.option = o.option
left join (
    select poll, count(distinct person) as voters
    from poll_votes
    group by poll
) w on w.poll = coalesce(o.poll, v.poll)
left join event_polls e on e.poll = coalesce(o.poll, v.poll)
order by e.position nulls last, coalesce(o.poll, v.poll), o.position nulls last, coalesce(o.option, v.option)
