//! Every rule of the guard: its code, and what a refusal by it says. Codes are stable; one that is no longer used is not given again.
//!
//! In the texts, `{}` stands for the name that the refusal is about.

/// A rule of the guard.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rule {
    /// `P` and three digits.
    pub(super) code: &'static str,
    /// What the query does.
    pub(super) what: &'static str,
    /// Why that would reveal someone, or could not be shown not to.
    pub(super) why: &'static str,
    /// What to write instead.
    pub(super) instead: &'static str,
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $what:literal, $why:literal, $instead:literal;)*) => {
        $($(#[$doc])* pub(super) const $name: Rule = Rule { code: $code, what: $what, why: $why, instead: $instead };)*

        /// All rules, in the order of their codes.
        #[cfg(test)]
        pub(super) const ALL: &[Rule] = &[$($name),*];
    };
}

rules! {
    /// A table that is not in the catalogue.
    TABLE = "P001", "reads the table \"{}\", which is not in the catalogue",
        "only tables whose every column has a class are known to be safe to count from",
        "read a table of the catalogue, such as persons, presence, visits, attendance, registrations, answers or activity";
    /// The result itself is person-level.
    RESULT = "P002", "publishes one row a person",
        "a row that belongs to one person tells about that person, with or without a key",
        "count persons: group by what the rows should be about and select count(distinct person)";
    /// A column that the catalogue does not list.
    COLUMN = "P003", "uses the column \"{}\", which is not in the catalogue",
        "a column without a class may hold anything, a name too",
        "use the columns that the catalogue lists for this table";
    /// The person in an expression.
    UNIT = "P010", "computes with the person key \"{}\"",
        "whatever is computed from a person's key stands for that person: a result picked by it is about them alone",
        "count(distinct person), join on it, or group by it inside a subquery; nothing else, but `is null`";
    /// An identifier in an expression or as a key.
    IDENTIFIER = "P011", "computes with or groups by the identifier \"{}\"",
        "a device or a record belongs to one person, so what is picked by its key is about them alone",
        "count(distinct {}) at most";
    /// The person is not among the columns that reach the count.
    LOST = "P012", "leaves the person out before counting",
        "without the person's key nobody can tell how many persons stand behind a number",
        "select person too in every subquery below the count";
    /// A join of two person-level relations.
    JOIN = "P020", "joins two tables of persons without joining on the person",
        "rows of different persons would be put together, and one person could stand behind a number many times",
        "add `a.person = b.person` to the join's condition";
    /// A public table as the preserved side of a join with persons.
    PRESERVED = "P021", "keeps rows of a public table that no person belongs to",
        "rows without a person among rows of persons make the number of persons behind a count unclear",
        "count in a subquery first, then left join the public table to it: `from event_sessions left join (select session, \
         count(distinct person) … group by session) using (session)`";
    /// A subquery, or an existence test, over persons.
    SUBQUERY = "P022", "looks persons up in a subquery, an intersection or a lateral join",
        "whether one row exists is a fact about one person",
        "left join the other table on the person, and ask whether its person `is null` (no-shows: persons left join attendance)";
    /// A full join of persons.
    FULL = "P023", "makes a full join of persons",
        "rows of either side may be without their person",
        "left join, or two queries with `union all`, on the person";
    /// Published numbers joined back to persons.
    BACK = "P030", "joins counted numbers back to persons",
        "a person picked by a number of the group they are in is told about by the next count",
        "compare numbers above the count, or classify persons by their own rows only";
    /// An aggregate that is not for publication.
    AGGREGATE = "P032", "publishes {}() over persons",
        "an extreme, a first, a list or an unknown function gives back the value of one person",
        "count, count(distinct person), sum, avg, percentile, peak and peak_at are published; the others are for subqueries that group by person";
    /// A distinct count of something else.
    DISTINCT_COUNT = "P033", "counts the different values of something that is not a person",
        "a value that only one person has is counted too",
        "count the values that are published: select count(*) from (select x, count(distinct person) as n … group by x)";
    /// A sum or mean of something that is not a measure.
    MEASURE = "P034", "uses a sum, a mean, a percentile or arithmetic in a way that could hold one person's value in a number about many",
        "two numbers can be told apart again when one of them is scaled, shifted or picked by a condition",
        "aggregate one measure column as it is, at most scaled by a constant, with `filter (where …)` for conditions; for counts use \
         count(*) or count(distinct person); shares, means of flags and other arithmetic are made of the numbers above the count";
    /// A time that is published or compared off the grid.
    TIME = "P035", "uses the instant \"{}\" in a way that is not on the grid",
        "an exact instant is almost always one person's",
        "use the day and grid columns of the models, date_bin in steps of 5 minutes to a day, or compare with a full 5 minutes";
    /// Grouping by a measure.
    KEY = "P036", "groups by the measure \"{}\"",
        "an exact number of minutes or messages is often one person's",
        "group by bands: `case when minutes < 5 then '<5' when … end`";
    /// A peak that could count a person twice.
    PEAK = "P037", "publishes {}() of intervals that could hold one person twice at one instant",
        "the peak is taken for the number of persons behind it",
        "peak(joined, left) of presence by room, or of session_presence by session, without a join below it";
    /// A percentile that is an extreme.
    PERCENTILE = "P038", "publishes a percentile beyond the 10th and the 90th, or one that is not a constant",
        "the least and the greatest value are those of one person",
        "percentile(…, 0.1) to percentile(…, 0.9)";
    /// Rows that the query has repeated.
    REPEATED = "P039", "publishes {}() of rows that a join or a union may have repeated",
        "a query that repeats the rows of some persons packs a number about them into a number about many",
        "count(distinct person), which counts each once; or group by the other table's key too, and add up above the count; or count in \
         each branch of the union";
    /// A window over persons.
    WINDOW = "P040", "ranks or looks across persons with a window",
        "a window that spans persons carries one person's value into another's row",
        "add `partition by person`, or use the window above the count";
    /// A union of unlike relations.
    UNION = "P050", "unites rows of persons with rows of another kind",
        "the person must be in the same column of every branch, and a measure of one branch could be packed into that of another",
        "put `person` at the same place in each branch with values of the same kind beside it; count and add up in each branch before the \
         union";
    /// Distinct rows of persons without the person.
    DISTINCT = "P051", "lists the different values that persons have",
        "a value that only one person has is listed too",
        "group by it and select count(distinct person), so that rare values can be hidden";
    /// A count without a number.
    NOTHING = "P052", "groups persons without counting them",
        "a group of one person would be listed like any other",
        "add count(distinct person) to the select";
    /// A limit over persons.
    LIMIT = "P060", "takes the first rows of persons",
        "a few rows taken by order are a few persons",
        "count first, then order and limit the counted rows";
    /// Grouping sets.
    SETS = "P070", "uses grouping sets, rollup or cube",
        "totals must be controlled together with the cells that make them up",
        "write `totals = [\"column\"]` in the head";
    /// A cast that may fail.
    CAST = "P072", "casts in a way that can fail",
        "whether the query fails, and on what, would tell about one person's value",
        "write try_cast(… as …)";
    /// A division that may fail.
    DIVISION = "P073", "divides by something that may be zero",
        "whether the query fails would tell about one person's value",
        "divide by a constant, or divide the published numbers above the count";
    /// A kind of plan.
    NODE = "P080", "uses {}, which the guard does not know",
        "only what is known to keep persons apart is let through",
        "use select, join, where, group by, union all, order by and limit";
    /// A kind of expression, or a function.
    EXPRESSION = "P081", "uses {}, which the guard does not know",
        "only functions that always give the same result, never fail and read nothing else are let through",
        "use comparisons, case, coalesce, text functions such as left() and upper(), round(), and date_bin(), date_trunc() or local_day() for \
         times; compute the rest above the count";
    /// Nesting.
    DEPTH = "P082", "is nested too deeply, or too large, to be looked through",
        "what cannot be looked through is not let through",
        "write it in fewer steps, with `in (…)` in place of many `or`, and do not build a subquery on several copies of another";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_in_order() {
        assert!(ALL.windows(2).all(|pair| pair[0].code < pair[1].code));
        assert!(ALL.iter().all(|rule| rule.code.len() == 4 && rule.code.starts_with('P')));
    }
}
