//! Mistakes that reveal nobody: SQL that does not plan, a head that does not describe the result, and what could be better.

use crate::rule::rules;

rules! {
    /// SQL that does not parse or plan.
    SQL = "P090", "{}",
        "SQL that cannot be planned cannot be run",
        "look at the place shown; the dialect is DataFusion's, close to PostgreSQL's",
        "The file is read as one SQL statement, its head being comments to it. What the planner says is shown as it is, with the place where it says it.",
        "select country count(distinct person) as visitors\n\
         from persons\n\
         group by country",
        "select country, count(distinct person) as visitors\n\
         from persons\n\
         group by country";
    /// A head that is not the TOML that a head is.
    HEAD = "P091", "the head cannot be read: {}",
        "the comment lines at the top of the file are TOML and say what the table is",
        "keys of a head: title, summary, grain, totals, chart, columns; of a column: label, definition, unit",
        "Every line that begins with `--` before the SQL is a line of TOML. Keys that nobody knows are refused, so that a slip of the pen is not taken for \
         a wish; so are thresholds and classes, which no query file may set.",
        "-- titel.en = \"Visitors by country\"",
        "-- title.en = \"Visitors by country\"";
    /// A column that is not there.
    COLUMN = "P092", "there is no column \"{}\" here",
        "a query reads the columns of its tables, and no others",
        "`kooste tables` lists every table with its columns",
        "Either the name is misspelt, or the table that has the column is not joined.",
        "select contry, count(distinct person) as visitors\n\
         from persons\n\
         group by contry",
        "select country, count(distinct person) as visitors\n\
         from persons\n\
         group by country";
    /// A function that is not there.
    FUNCTION = "P093", "there is no function {}()",
        "a query calls the functions of the engine, and a few of kooste's",
        "kooste's own are ratio(a, b), percentile(x, p), rounded(x, decimals), peak(from, to), peak_at(from, to) and local_day(time, zone)",
        "The functions are DataFusion's, which has most of PostgreSQL's, and those of kooste, which give the same bytes in every run.",
        "select session, percentil(minutes, 0.5) as minutes\n\
         from attendance\n\
         group by session",
        "select session, percentile(minutes, 0.5) as minutes\n\
         from attendance\n\
         group by session";
    /// A parameter that is not given.
    PARAMETER = "P094", "there is no parameter {}",
        "only $event_start, $event_end and $timezone are given",
        "write the value itself, or one of the three",
        "A report is made for every event alike, so a query asks nothing of whoever runs it.",
        "select count(distinct person) as visitors\n\
         from day_visits\n\
         where day = local_day($start, $timezone)",
        "select count(distinct person) as visitors\n\
         from day_visits\n\
         where day = local_day($event_start, $timezone)";
    /// A head that does not describe the result.
    UNFIT = "P095", "{}",
        "every number is printed with what it is called, so head and result have the same columns",
        "add to the head what is missing, or take out what is not there",
        "A column of the result that the head does not describe would be a number without a name; one that the head describes and the result does not have \
         is mostly misspelt in one of the two places.",
        "-- [columns.country]\n\
         -- label.en = \"Country\"\n\
         select country, count(distinct person) as visitors …",
        "-- [columns.country]\n\
         -- label.en = \"Country\"\n\
         -- [columns.visitors]\n\
         -- label.en = \"Visitors\"\n\
         -- unit = \"persons\"\n\
         select country, count(distinct person) as visitors …";
    /// A chart that the columns cannot feed.
    CHART = "P096", "the chart cannot be drawn: {}",
        "a chart's y is a column of numbers, its x and series are what the numbers are about",
        "give the columns their units, or choose others",
        "A column is a number to draw where its unit is persons, count, minutes, share or number. Without a unit a column is a category.",
        "-- chart = { kind = \"bar\", x = \"country\", y = \"visitors\" }\n\
         -- [columns.visitors]\n\
         -- label.en = \"Visitors\"",
        "-- chart = { kind = \"bar\", x = \"country\", y = \"visitors\" }\n\
         -- [columns.visitors]\n\
         -- label.en = \"Visitors\"\n\
         -- unit = \"persons\"";
    /// A file that does not lie where a query file lies.
    MISPLACED = "P097", "a query file is called <name>.sql, in lowercase letters, digits and _, and lies at reports/<chapter>/",
        "the file's name is the table's name, and its folder the chapter of the report",
        "move or rename it, as reports/audience/visitors_by_browser.sql",
        "The names become those of CSV files and of sheets, which other programs read.",
        "queries/reports/Visitors by browser.sql",
        "queries/reports/audience/visitors_by_browser.sql";
    /// Two reports of one name.
    TWICE = "P098", "there is another table with this name in {}",
        "a table's name is its CSV's, whatever its chapter",
        "give one of them another name",
        "Chapters order the report; in `tables/` of the bundle all tables lie side by side.",
        "queries/reports/audience/visitors.sql and queries/reports/sessions/visitors.sql",
        "queries/reports/audience/visitors.sql and queries/reports/sessions/session_visitors.sql";
    /// A file without a statement.
    EMPTY = "P099", "a query file holds one select statement, and this one holds none",
        "one file makes one table",
        "write the select below the comment lines of the head",
        "The head says what the table is; the select says what is in it.",
        "-- title.en = \"Visitors by country\"",
        "select country, count(distinct person) as visitors\n\
         from persons\n\
         group by country";
    /// A text that is not there in a language.
    LANGUAGE = "W001", "{}",
        "organizers read Finnish, Swedish or English; without its own text a report shows the English one, else any other",
        "add the text, even if somebody else has to look at it again",
        "A query works without all three languages; a report with two languages in one table looks as if nobody had cared.",
        "-- title.en = \"Visitors by country\"",
        "-- title.en = \"Visitors by country\"\n\
         -- title.fi = \"Kävijät maittain\"\n\
         -- title.sv = \"Besökare per land\"";
    /// A unit that does not fit the values.
    UNIT = "W002", "{}",
        "the unit says how values are written and whether they are numbers that may be hidden",
        "persons, count, minutes, share and number are numbers; time, day and minute are times; all others are categories",
        "A column without a unit is a category and is not drawn, summed up or aligned like a number.",
        "-- [columns.visitors]\n\
         -- label.en = \"Visitors\"",
        "-- [columns.visitors]\n\
         -- label.en = \"Visitors\"\n\
         -- unit = \"persons\"";
    /// A named subquery that nothing reads.
    UNREAD = "W003", "nothing reads the subquery \"{}\"",
        "it is computed by nobody, and whoever reads the query looks for its use",
        "remove it, or read it",
        "Mostly it is left over from an earlier attempt.",
        "with days as (select day from event_days)\n\
         select count(distinct person) as visitors\n\
         from persons",
        "select count(distinct person) as visitors\n\
         from persons";
    /// A table of which nothing is published.
    HIDDEN = "W004", "at the demo's size nothing of this table is published: all of its {} values are hidden",
        "in most events there will be fewer people than in the demo, so organizers would see an empty table",
        "group more coarsely: fewer keys, or bands in place of values",
        "The demo has some two thousand visitors. Where even there no group has enough persons, the rows are too fine.",
        "select country, device, os, browser, locale, ticket, count(distinct person) as visitors …",
        "select country, device, count(distinct person) as visitors …";
    /// A number without a definition.
    UNDEFINED = "W005", "\"{}\" has no definition",
        "a number is printed with how it is counted, because two people count differently",
        "add definition.en, .fi and .sv: who is counted, from what, within which time",
        "\"Visitors\" may be those who registered, who opened the page or who stayed. The definition stands beside the number in every format.",
        "-- [columns.visitors]\n\
         -- label.en = \"Visitors\"\n\
         -- unit = \"persons\"",
        "-- [columns.visitors]\n\
         -- label.en = \"Visitors\"\n\
         -- definition.en = \"Distinct persons who attended the event.\"\n\
         -- unit = \"persons\"";
}
