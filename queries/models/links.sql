-- Guests who turned out to be somebody: everything a guest did before and after counts as that person's. A guest linked to several
-- persons is the one of the earliest link, then of the smallest key. A link may lead on to another, up to four times.
with said as (
    select
        guest,
        person,
        row_number() over (partition by guest order by time, person) as place
    from kept
    where type = 'identity.linked' and guest is not null and person is not null and guest <> person
),
direct as (
    select guest, person from said where place = 1
)
select
    one.guest,
    coalesce(four.person, three.person, two.person, one.person) as becomes
from direct one
left join direct two on two.guest = one.person
left join direct three on three.guest = two.person
left join direct four on four.guest = three.person
