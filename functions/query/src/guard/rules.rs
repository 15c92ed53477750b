//! Every rule of the guard: its code, and what a refusal by it says. Codes are stable; one that is no longer used is not given again.
//!
//! In the texts, `{}` stands for the name that the refusal is about.

use crate::rule::rules;

rules! {
    /// A table that is not in the catalogue.
    TABLE = "P001", "reads the table \"{}\", which is not in the catalogue",
        "only tables whose every column has a class are known to be safe to count from",
        "read a table that `kooste tables` lists, such as persons, visits, attendance, registrations, answers or activity",
        "A query reads what `kooste tables` lists: tables whose every column says what it may be used for. The lake's raw `records` are not among them, \
         nor is anything that holds a name, because nobody has decided what of it may be counted.",
        "select country, count(*) as n\n\
         from records\n\
         group by country",
        "select country, count(distinct person) as visitors\n\
         from persons\n\
         group by country";
    /// The result itself is person-level.
    RESULT = "P002", "publishes one row a person",
        "a row that belongs to one person tells about that person, with or without a key",
        "count persons: group by what the rows should be about and select count(distinct person)",
        "A report is for people who must not learn about single visitors, so its rows are groups. Leaving the key out does not help: a row with a \
         country, a device and a ticket is still one person's row, and often it is clear whose.",
        "select country, device, ticket\n\
         from persons",
        "select country, device, ticket, count(distinct person) as visitors\n\
         from persons\n\
         group by country, device, ticket";
    /// A column that the catalogue does not list.
    COLUMN = "P003", "uses the column \"{}\", which is not in the catalogue",
        "a column without a class may hold anything, a name too",
        "use the columns that `kooste tables` lists for this table",
        "Each column of the catalogue has a class: a category may be grouped by, a measure may be summed, a person may be counted. What has no class \
         could be anything: names, e-mails, addresses and the keys of devices are kept out on purpose, and no report needs them.",
        "select count(distinct person) filter (where name is not null) as n\n\
         from persons",
        "select count(distinct person) filter (where ticket is not null) as n\n\
         from persons";
    /// The person in an expression.
    UNIT = "P010", "computes with the person key \"{}\"",
        "whatever is computed from a person's key stands for that person: a result picked by it is about them alone",
        "count(distinct person), join on it, or group by it inside a subquery; nothing else, but `is null`",
        "`where person = 42` makes every number about one visitor, and so does anything else that is computed from the key: a hash, a remainder, the \
         least one. The key is there for two things: to count different persons, and to join their rows.",
        "select count(distinct person) as n\n\
         from persons\n\
         where person % 2 = 0",
        "select count(distinct person) as n\n\
         from persons\n\
         where ticket = 'day'";
    /// An identifier in an expression or as a key.
    IDENTIFIER = "P011", "computes with or groups by the identifier \"{}\"",
        "a device or a record belongs to one person, so what is picked by its key is about them alone",
        "count(distinct {}) at most",
        "A connection is one browser tab and a record is one click: each belongs to exactly one person, so it is as good as the person's key. How \
         many different ones there are may be told, of a group of enough persons.",
        "select connection, count(distinct person) as n\n\
         from activity\n\
         group by connection",
        "select room, count(distinct connection) as devices\n\
         from activity\n\
         group by room";
    /// The person is not among the columns that reach the count.
    LOST = "P012", "leaves the person out before counting",
        "without the person's key nobody can tell how many persons stand behind a number",
        "select person too in every subquery below the count",
        "A number is published where at least `min_persons` stand behind it, and for that the guard follows the person's key from the table to the count. \
         A subquery that drops it makes rows that are nobody's.",
        "select country, count(*) as n\n\
         from (select country from persons) p\n\
         group by country",
        "select country, count(distinct person) as n\n\
         from (select person, country from persons) p\n\
         group by country";
    /// A join of two person-level relations.
    JOIN = "P020", "joins two tables of persons without joining on the person",
        "rows of different persons would be put together, and one person could stand behind a number many times",
        "add `a.person = b.person` to the join's condition",
        "Joined on the room alone, each visitor of a room meets each other visitor of it: a thousand people make a million rows, in which one person \
         stands a thousand times. What is about persons is joined on the person, and on more where it is needed.",
        "select a.session, count(distinct a.person) as n\n\
         from attendance a\n\
         join room_minutes m on m.room = a.room\n\
         group by a.session",
        "select a.session, count(distinct a.person) as n\n\
         from attendance a\n\
         join room_minutes m on m.person = a.person and m.room = a.room\n\
         group by a.session";
    /// A public table as the preserved side of a join with persons.
    PRESERVED = "P021", "keeps rows of a public table that no person belongs to",
        "rows without a person among rows of persons make the number of persons behind a count unclear",
        "count in a subquery first, then left join the public table to it: `from event_sessions left join (select session, \
         count(distinct person) … group by session) using (session)`",
        "`from event_sessions left join attendance` keeps a row for a session that nobody attended: a row without a person, among rows of persons. \
         Count first; then it does no harm, and the sessions without visitors are there all the same.",
        "select s.session, count(distinct a.person) as visitors\n\
         from event_sessions s\n\
         left join attendance a on a.session = s.session\n\
         group by s.session",
        "select s.session, a.visitors\n\
         from event_sessions s\n\
         left join (\n\
         \x20   select session, count(distinct person) as visitors\n\
         \x20   from attendance\n\
         \x20   group by session\n\
         ) a on a.session = s.session";
    /// A subquery, or an existence test, over persons.
    SUBQUERY = "P022", "looks persons up in a subquery, an intersection or a lateral join",
        "whether one row exists is a fact about one person",
        "left join the other table on the person, and ask whether its person `is null` (no-shows: persons left join attendance)",
        "`where person in (select …)` and `exists` pick persons by a fact about them. What you mean can be written as a join on the person, which the \
         guard can follow: inner for those who did, left with `is null` for those who did not.",
        "select count(distinct person) as no_shows\n\
         from registrations\n\
         where person not in (select person from attendance)",
        "select count(distinct r.person) as no_shows\n\
         from registrations r\n\
         left join attendance a on a.person = r.person\n\
         where a.person is null";
    /// A full join of persons.
    FULL = "P023", "makes a full join of persons",
        "rows of either side may be without their person",
        "left join, or two queries with `union all`, on the person",
        "In a full join some rows have the person on the left and some on the right, so neither column is the person of every row. Mostly a left join \
         from the table that has everybody (persons) says what you mean.",
        "select count(*) as n\n\
         from registrations r\n\
         full join attendance a on a.person = r.person",
        "select count(distinct p.person) as n\n\
         from persons p\n\
         left join attendance a on a.person = p.person\n\
         where p.registered or a.person is not null";
    /// Published numbers joined back to persons.
    BACK = "P030", "joins counted numbers back to persons",
        "a person picked by a number of the group they are in is told about by the next count",
        "compare numbers above the count, or classify persons by their own rows only",
        "The mean of a group, joined back to its persons, lets a query ask who is above it: a fact about each of them that depends on all others. \
         Numbers that have been counted are on the other side of a line; below it, persons are known by their own rows only.",
        "select count(distinct a.person) as long_stayers\n\
         from attendance a\n\
         join (select session, avg(minutes) as mean from attendance group by session) m\n\
         \x20 on m.session = a.session and a.minutes > m.mean",
        "select count(distinct person) as long_stayers\n\
         from attendance\n\
         where minutes >= 30";
    /// An aggregate that is not for publication.
    AGGREGATE = "P032", "publishes {}() over persons",
        "an extreme, a first, a list or an unknown function gives back the value of one person",
        "count, count(distinct person), sum, avg, percentile, peak and peak_at are published; the others are for subqueries that group by person",
        "The longest stay is the stay of one person. So are the first arrival, a list, and `array_agg`. For how long people stay use the median, and \
         the 10th and 90th percentile. Over one person's own rows (`group by person` in a subquery) min and max are fine.",
        "select session, max(minutes) as longest\n\
         from attendance\n\
         group by session",
        "select session, percentile(minutes, 0.9) as minutes_p90\n\
         from attendance\n\
         group by session";
    /// A distinct count of something else.
    DISTINCT_COUNT = "P033", "counts the different values of something that is not a person",
        "a value that only one person has is counted too",
        "count the values that are published: select count(*) from (select x, count(distinct person) as n … group by x)",
        "How many different countries there are counts a country too that one visitor comes from. Count the groups that are published instead: those \
         of too few persons are then not among them.",
        "select count(distinct country) as countries\n\
         from persons",
        "select count(*) as countries\n\
         from (\n\
         \x20   select country, count(distinct person) as n\n\
         \x20   from persons\n\
         \x20   group by country\n\
         ) c\n\
         where n is not null";
    /// A sum or mean of something that is not a measure.
    MEASURE = "P034", "uses a sum, a mean, a percentile or arithmetic in a way that could hold one person's value in a number about many",
        "two numbers can be told apart again when one of them is scaled, shifted or picked by a condition",
        "aggregate one measure column as it is, at most scaled by a constant, with `filter (where …)` for conditions; for counts use \
         count(*) or count(distinct person); shares, means of flags and other arithmetic are made of the numbers above the count",
        "`sum(minutes * 1000 + age)` is two numbers in one, and by a clever choice the sum over many is the value of one. So a measure is added up as \
         it is, and a share is made of two counts above the count, where `ratio(a, b)` divides and never fails.",
        "select session, avg(case when late_join then 1.0 else 0.5 end) as late\n\
         from attendance\n\
         group by session",
        "select session, ratio(late, visitors) as late\n\
         from (\n\
         \x20   select session, count(distinct person) as visitors, count(distinct person) filter (where late_join) as late\n\
         \x20   from attendance\n\
         \x20   group by session\n\
         ) s";
    /// A time that is published or compared off the grid.
    TIME = "P035", "uses the instant \"{}\" in a way that is not on the grid",
        "an exact instant is almost always one person's",
        "use the day and grid columns of the models, date_bin in steps of 5 minutes to a day, or compare with a full 5 minutes",
        "At 14:03:27 one person came. Within five minutes, or on a day, many did. Bucket an instant with `date_bin(interval '15 minutes', time)`, \
         `date_trunc('hour', time)` or `local_day(time, 'Europe/Helsinki')`, or take a column of class grid: `day`, `at`, `minute`.",
        "select time, count(distinct person) as n\n\
         from activity\n\
         group by time",
        "select date_bin(interval '15 minutes', time) as at, count(distinct person) as n\n\
         from activity\n\
         group by date_bin(interval '15 minutes', time)";
    /// Grouping by a measure.
    KEY = "P036", "groups by the measure \"{}\"",
        "an exact number of minutes or messages is often one person's",
        "group by bands: `case when minutes < 5 then '<5' when … end`",
        "12.5 minutes is one person's number, and a group of those who stayed exactly so long is mostly a group of one. Bands have enough people in \
         them; `attendance.band` is ready made.",
        "select minutes, count(distinct person) as visitors\n\
         from attendance\n\
         group by minutes",
        "select case when minutes < 5 then '<5' when minutes < 20 then '5-20' else '20+' end as band, count(distinct person) as visitors\n\
         from attendance\n\
         group by case when minutes < 5 then '<5' when minutes < 20 then '5-20' else '20+' end";
    /// A peak that could count a person twice.
    PEAK = "P037", "publishes {}() of intervals that could hold one person twice at one instant",
        "the peak is taken for the number of persons behind it",
        "peak(joined, left) of presence by room, or of session_presence by session, without a join below it",
        "`peak(joined, left)` is the largest number of persons at one instant, and that only where nobody is counted twice at it. The stays of presence \
         by room and of session_presence by session never overlap for one person; over all rooms, or after a join, they may.",
        "select peak(joined, \"left\") as peak\n\
         from presence",
        "select room, peak(joined, \"left\") as peak\n\
         from presence\n\
         group by room";
    /// A percentile that is an extreme.
    PERCENTILE = "P038", "publishes a percentile beyond the 10th and the 90th, or one that is not a constant",
        "the least and the greatest value are those of one person",
        "percentile(…, 0.1) to percentile(…, 0.9)",
        "The 100th percentile is the maximum, and with few people the 95th is nearly that. Between the 10th and the 90th the value says something about \
         the group.",
        "select percentile(minutes, 0.99) as p99\n\
         from room_minutes",
        "select percentile(minutes, 0.9) as p90\n\
         from room_minutes";
    /// Rows that the query has repeated.
    REPEATED = "P039", "publishes {}() of rows that a join or a union may have repeated",
        "a query that repeats the rows of some persons packs a number about them into a number about many",
        "count(distinct person), which counts each once; or group by the other table's key too, and add up above the count; or count in \
         each branch of the union",
        "Joined to a table with several rows for each of his, a person's minutes are added up several times, and by the choice of that table one \
         person could weigh as much as everybody else. count(distinct person) counts each once, however often they are repeated.",
        "select count(*) as n\n\
         from attendance a\n\
         join stand_activity s on s.person = a.person",
        "select count(distinct a.person) as n\n\
         from attendance a\n\
         join stand_activity s on s.person = a.person";
    /// A window over persons.
    WINDOW = "P040", "ranks or looks across persons with a window",
        "a window that spans persons carries one person's value into another's row",
        "add `partition by person`, or use the window above the count",
        "`row_number() over (order by minutes desc)` says of each person how many stayed longer: the first of them is one person. Rank the groups, not \
         the persons: a window over what has been counted is fine.",
        "select session, count(distinct person) as n\n\
         from (select person, session, row_number() over (order by minutes desc) as place from attendance) a\n\
         where place <= 10\n\
         group by session",
        "select session, visitors, rank() over (order by visitors desc) as place\n\
         from (\n\
         \x20   select session, count(distinct person) as visitors\n\
         \x20   from attendance\n\
         \x20   group by session\n\
         ) a";
    /// A union of unlike relations.
    UNION = "P050", "unites rows of persons with rows of another kind",
        "the person must be in the same column of every branch, and a measure of one branch could be packed into that of another",
        "put `person` at the same place in each branch with values of the same kind beside it; count and add up in each branch before the \
         union",
        "In a union each branch brings rows. If one branch has persons and another does not, or the person stands in another column, it is not known any \
         more whose rows they are.",
        "select kind, count(*) as n\n\
         from (select person, 'visit' as kind from visits union all select null as person, 'session' as kind from event_sessions) u\n\
         group by kind",
        "select kind, count(distinct person) as n\n\
         from (select person, 'visit' as kind from visits union all select person, 'session' as kind from attendance) u\n\
         group by kind";
    /// Distinct rows of persons without the person.
    DISTINCT = "P051", "lists the different values that persons have",
        "a value that only one person has is listed too",
        "group by it and select count(distinct person), so that rare values can be hidden",
        "`select distinct country from persons` lists the country of the one visitor from there. Counted, rare values can be hidden or told of together \
         as `other`.",
        "select distinct country\n\
         from persons",
        "select country, count(distinct person) as visitors\n\
         from persons\n\
         group by country";
    /// A count without a number.
    NOTHING = "P052", "groups persons without counting them",
        "a group of one person would be listed like any other",
        "add count(distinct person) to the select",
        "A group is published where enough persons are in it, so there must be a number that says how many.",
        "select country\n\
         from persons\n\
         group by country",
        "select country, count(distinct person) as visitors\n\
         from persons\n\
         group by country";
    /// A limit over persons.
    LIMIT = "P060", "takes the first rows of persons",
        "a few rows taken by order are a few persons",
        "count first, then order and limit the counted rows",
        "The first ten rows of persons are ten persons. A top ten of groups is fine: count in a subquery or in the same select, then order and limit.",
        "select country, count(distinct person) as visitors\n\
         from (select person, country from persons order by first_seen limit 100) p\n\
         group by country",
        "select country, count(distinct person) as visitors\n\
         from persons\n\
         group by country\n\
         order by visitors desc\n\
         limit 10";
    /// Grouping sets.
    SETS = "P070", "uses grouping sets, rollup or cube",
        "totals must be controlled together with the cells that make them up",
        "write `totals = [\"column\"]` in the head",
        "A total beside its parts gives away a hidden part by subtraction, so totals must be known as totals. `totals` in the head does what rollup \
         does, and the control takes it into account.",
        "select country, device, count(distinct person) as visitors\n\
         from persons\n\
         group by rollup (country, device)",
        "select country, device, count(distinct person) as visitors\n\
         from persons\n\
         group by country, device";
    /// A cast that may fail.
    CAST = "P072", "casts in a way that can fail",
        "whether the query fails, and on what, would tell about one person's value",
        "write try_cast(… as …)",
        "A query that fails because one person answered `n/a` has told something about one person, and it takes the table away. `try_cast` gives null.",
        "select count(distinct person) filter (where cast(ticket as int) > 10) as n\n\
         from persons",
        "select count(distinct person) filter (where try_cast(ticket as int) > 10) as n\n\
         from persons";
    /// A division that may fail.
    DIVISION = "P073", "divides by something that may be zero",
        "whether the query fails would tell about one person's value",
        "divide by a constant, or divide the published numbers above the count",
        "Over persons a division may not fail by what a row holds. Above the count it is harmless, and there `ratio(a, b)` gives null where b is zero \
         or hidden, with three decimals.",
        "select count(distinct person) filter (where 100 / position > 10) as n\n\
         from attendance a\n\
         join event_sessions s on s.session = a.session",
        "select session, ratio(stayed, visitors) as share\n\
         from (\n\
         \x20   select session, count(distinct person) as visitors, count(distinct person) filter (where attended_80) as stayed\n\
         \x20   from attendance\n\
         \x20   group by session\n\
         ) s";
    /// A kind of plan.
    NODE = "P080", "uses {}, which the guard does not know",
        "only what is known to keep persons apart is let through",
        "use select, join, where, group by, union all, order by and limit",
        "The guard names every kind of plan that it understands, and refuses the others until somebody has thought about them.",
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3)\n\
         select i, count(distinct person) as visitors\n\
         from n\n\
         join persons on true\n\
         group by i",
        "select country, count(distinct person) as visitors\n\
         from persons\n\
         group by country";
    /// A kind of expression, or a function.
    EXPRESSION = "P081", "uses {}, which the guard does not know",
        "only functions that always give the same result, never fail and read nothing else are let through",
        "use comparisons, case, coalesce, text functions such as left() and upper(), round(), and date_bin(), date_trunc() or local_day() for \
         times; compute the rest above the count",
        "Only functions are let through that give the same for the same, never fail on a row and read nothing else: no clock, no chance, no pattern \
         that takes forever. Above the count there are more: ratio, round, power, to_char, date_part and others.",
        "select count(distinct person) as visitors\n\
         from persons\n\
         where locale ~ '^sv'",
        "select count(distinct person) as visitors\n\
         from persons\n\
         where starts_with(locale, 'sv')";
    /// Nesting.
    DEPTH = "P082", "is nested too deeply, or too large, to be looked through",
        "what cannot be looked through is not let through",
        "write it in fewer steps, with `in (…)` in place of many `or`, and do not build a subquery on several copies of another",
        "A few lines can come to millions of steps when subqueries are built on several copies of others. A query that people can read is far below \
         the limits.",
        "(several hundred conditions joined by `or`)",
        "select count(distinct person) as visitors\n\
         from persons\n\
         where country in ('FI', 'SE', 'NO', 'DK', 'EE')";
    /// A file that is not one `select`.
    STATEMENT = "P083", "holds {}, where a query file holds one select",
        "what is not a select could copy what it reads or tell of it in its plan, and what stands beside a select would not be looked at",
        "write one select, with `with` for its steps; a second table is a second file",
        "The guard looks at one plan, and what it has looked at is what is run. Statements that explain, copy, create or set have other ways to tell what \
         they see.",
        "explain analyze select country from persons",
        "select country, count(distinct person) as visitors\n\
         from persons\n\
         group by country";
}
