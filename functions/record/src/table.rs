//! What a report table says about itself, as the head of its query file declares it.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::event::Text;

/// A report table: its texts, its grain, its chart and its columns.
#[derive(Clone, Debug, PartialEq)]
pub struct TableSpec {
    /// File stem of the query, name of the CSV and sheet.
    pub name: String,
    /// Folder of the query file, the chapter of the report.
    pub chapter: String,
    /// What the table is called.
    pub title: Text,
    /// What it tells, in a sentence.
    pub summary: Text,
    /// What one row is.
    pub grain: String,
    /// Dimension columns for which a total is published too.
    pub totals: Vec<String>,
    /// How it is drawn, if it is.
    pub chart: Option<Chart>,
    /// The columns, in the order of the result.
    pub columns: Vec<ColumnSpec>,
}

/// A column of a report table.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnSpec {
    /// Its name in the result and in the CSV.
    pub name: String,
    /// What the column is called.
    pub label: Text,
    /// How its number is defined; printed with it.
    pub definition: Text,
    /// What its values are.
    pub unit: Unit,
}

/// What the values of a column are: how they are written, and for ids of the event definition, which title stands for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// A number of persons.
    Persons,
    /// A number of things: messages, visits, records.
    Count,
    /// Decimal minutes, one decimal.
    Minutes,
    /// A ratio between 0 and 1, three decimals.
    Share,
    /// A plain number: a mean, a median.
    Number,
    /// An instant.
    Time,
    /// A calendar day.
    Day,
    /// Minutes since a start, on the 5-minute grid.
    Minute,
    /// A category without a title of its own.
    Category,
    /// ISO 3166-1 alpha-2.
    Country,
    /// A room's id.
    Room,
    /// A session's id.
    Session,
    /// A stand's id.
    Stand,
    /// A poll's id.
    Poll,
    /// A question's id.
    Question,
    /// An option's id, of the poll or question in the same row.
    Option,
}

impl Unit {
    /// Whether the values are numbers that may be hidden, and not what a row is about.
    #[must_use]
    pub const fn is_value(self) -> bool {
        matches!(self, Self::Persons | Self::Count | Self::Minutes | Self::Share | Self::Number)
    }
}

/// How a table is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chart {
    /// The kind of drawing.
    pub kind: ChartKind,
    /// The column along the axis of categories or time.
    pub x: String,
    /// The column of the values.
    pub y: String,
    /// The column that splits the drawing into several: a room, a session, a question.
    #[serde(default)]
    pub series: Option<String>,
}

/// A kind of drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChartKind {
    /// Horizontal bars, one a category.
    Bar,
    /// Vertical bars over ordered bands or days.
    Column,
    /// A line over time or minutes.
    Line,
    /// A grid of two categories, shaded by value: flows, hours by room.
    Heat,
}

/// The head of a query file, as TOML. Unknown keys are refused.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    title: Text,
    #[serde(default)]
    summary: Text,
    grain: String,
    #[serde(default)]
    totals: Vec<String>,
    chart: Option<Chart>,
    columns: BTreeMap<String, HeadColumn>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadColumn {
    label: Text,
    #[serde(default)]
    definition: Text,
    #[serde(default = "category")]
    unit: Unit,
}

const fn category() -> Unit {
    Unit::Category
}

/// Why a head does not fit its query.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeadError {
    /// The result has a column that the head does not describe.
    #[error("the result has a column \"{0}\" that the head does not describe: add [columns.{0}] with a label")]
    Undescribed(String),
    /// The head describes a column that the result does not have.
    #[error("the head describes a column \"{0}\" that the result does not have")]
    Absent(String),
    /// `totals` or `chart` names a column that the result does not have.
    #[error("{key} names a column \"{column}\" that the result does not have")]
    Unresolved {
        /// The key of the head.
        key: &'static str,
        /// The name it gives.
        column: String,
    },
}

impl Head {
    /// Fits the head to the columns of its query's result.
    ///
    /// # Errors
    /// [`HeadError`] where the two do not agree about the columns.
    pub fn into_spec(mut self, chapter: &str, name: &str, result: &[&str]) -> Result<TableSpec, HeadError> {
        let chart_columns = self.chart.iter().flat_map(|chart| [Some(&chart.x), Some(&chart.y), chart.series.as_ref()]).flatten();
        let named = self.totals.iter().map(|column| ("totals", column)).chain(chart_columns.map(|column| ("chart", column)));
        for (key, column) in named {
            if !result.contains(&column.as_str()) {
                return Err(HeadError::Unresolved { key, column: column.clone() });
            }
        }
        let mut columns = Vec::new();
        for name in result {
            let described = self.columns.remove(*name).ok_or_else(|| HeadError::Undescribed((*name).to_owned()))?;
            let HeadColumn { label, definition, unit } = described;
            columns.push(ColumnSpec { name: (*name).to_owned(), label, definition, unit });
        }
        if let Some((name, _)) = self.columns.pop_first() {
            return Err(HeadError::Absent(name));
        }
        let Self { title, summary, grain, totals, chart, .. } = self;
        Ok(TableSpec { name: name.to_owned(), chapter: chapter.to_owned(), title, summary, grain, totals, chart, columns })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Language;

    const HEAD: &str = r#"
title.fi = "Kävijät maittain"
title.en = "Visitors by country"
grain = "one row per country"
totals = ["country"]
chart = { kind = "bar", x = "country", y = "visitors" }
[columns.country]
label.en = "Country"
unit = "country"
[columns.visitors]
label.en = "Visitors"
unit = "persons"
"#;

    fn head(text: &str) -> Head {
        toml::from_str(text).expect("a head")
    }

    #[test]
    fn a_head_describes_the_result_in_its_order() {
        let spec = head(HEAD).into_spec("audience", "visitors_by_country", &["visitors", "country"]).expect("it fits");
        assert_eq!(spec.title.get(Language::Fi), Some("Kävijät maittain"));
        assert_eq!(spec.columns[0].unit, Unit::Persons);
        assert_eq!(spec.columns[1].label.get(Language::Sv), Some("Country"));
    }

    #[test]
    fn head_and_result_must_agree() {
        let refusal = |columns: &[&str]| head(HEAD).into_spec("c", "n", columns).expect_err("no fit");
        assert_eq!(refusal(&["country", "visitors", "x"]), HeadError::Undescribed("x".into()));
        assert_eq!(refusal(&["visitors"]), HeadError::Unresolved { key: "totals", column: "country".into() });
        assert!(toml::from_str::<Head>(&format!("min_persons = 1\n{HEAD}")).is_err(), "thresholds cannot be set here");
    }
}
