-- title.fi = "Aineiston laatu"
-- title.en = "Data quality"
-- title.sv = "Datakvalitet"
-- summary.fi = "Mitä lokista luettiin, ja mikä siinä oli puutteellista."
-- summary.en = "What was read of the log, and what was wanting in it."
-- summary.sv = "Vad som lästes ur loggen och vad som brast i den."
-- grain = "one row per measure"
-- [columns.measure]
-- label.fi = "Mitta"
-- label.en = "Measure"
-- label.sv = "Mått"
-- [columns.value]
-- label.fi = "Määrä"
-- label.en = "Number"
-- label.sv = "Antal"
-- definition.fi = "Tietueiden, läsnäolojen tai henkilöiden määrä mitan mukaan."
-- definition.en = "Number of records, presences or persons, as the measure says."
-- definition.sv = "Antal poster, närvaron eller personer, enligt måttet."
-- unit = "count"
select measure, value
from (
    select measure, value, 0 as part, position
    from conversion
    union all
    select m.measure, d.value, 1 as part, m.position
    from (
        values
            ('duplicate', 1),
            ('late', 2),
            ('leave_without_join', 3),
            ('zero_length_stay', 4),
            ('inferred_leave', 5),
            ('excluded_speaker', 6),
            ('excluded_staff', 7),
            ('excluded_exhibitor', 8),
            ('excluded_test', 9),
            ('excluded_bot', 10),
            ('excluded_other', 11)
    ) as m (measure, position)
    left join (
        select measure, count(*) as value
        from defects
        group by measure
    ) d on d.measure = m.measure
) as measures
order by part, position, measure
