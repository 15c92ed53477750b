//! The phrases of the workbook, beside those that it shares with the report.

/// What the workbook says in one language.
#[derive(Debug)]
pub(crate) struct BookWords {
    pub(crate) cover: &'static str,
    pub(crate) notes: &'static str,
    pub(crate) definitions: &'static str,
    pub(crate) charts: &'static str,
    /// What the workbook is, for who opens it first.
    pub(crate) introduction: fn(&str) -> String,
    /// A table's number and title: `Table 3: Visitors by country`.
    pub(crate) table_title: fn(&str, &str) -> String,
    pub(crate) one_table: &'static str,
    pub(crate) charts_note: &'static str,
    pub(crate) back: &'static str,
    /// Where a table's columns are explained.
    pub(crate) to_definitions: &'static str,
    pub(crate) shorthand: &'static str,

    pub(crate) number: &'static str,
    pub(crate) table: &'static str,
    pub(crate) chapter: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) column: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) definition: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) note: &'static str,

    pub(crate) persons: &'static str,
    pub(crate) minutes: &'static str,
    pub(crate) percent: &'static str,

    /// Number formats of spreadsheets; their codes are English everywhere, and the program writes its own marks.
    pub(crate) percent_format: &'static str,
    pub(crate) day_format: &'static str,
    pub(crate) moment_format: &'static str,
}
