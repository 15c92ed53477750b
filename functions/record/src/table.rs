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

    /// Whether a missing value means that it is hidden: numbers, and the times that belong to them. A category is missing where nobody named
    /// one.
    #[must_use]
    pub const fn may_hide(self) -> bool {
        self.is_value() || matches!(self, Self::Time | Self::Day | Self::Minute)
    }
}

/// How a table is drawn: `chart = { kind = "bar", x = "country", y = "visitors" }` in the head of its query file. Each of `x`, `y`, `series`
/// and `of` names a column of the result.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chart {
    /// The kind of drawing.
    pub kind: ChartKind,
    /// The column along the axis of categories or time.
    pub x: String,
    /// The column of the values.
    pub y: String,
    /// The column that splits the drawing into several: a room, a session, a question. Of a grid, the other side.
    #[serde(default)]
    pub series: Option<String>,
    /// For shares, the column of the wholes that the values are parts of: the voters of a poll, beside the votes of an option.
    #[serde(default)]
    pub of: Option<String>,
}

impl Chart {
    /// The columns that it names.
    fn columns(&self) -> impl Iterator<Item = &String> {
        [Some(&self.x), Some(&self.y), self.series.as_ref(), self.of.as_ref()].into_iter().flatten()
    }

    /// What its kind needs and it does not name.
    fn misfit(&self, columns: &BTreeMap<String, HeadColumn>) -> Option<HeadError> {
        let is_share = columns.get(&self.y).is_some_and(|column| column.unit == Unit::Share);
        match self.kind {
            kind if kind.is_grid() && self.series.is_none() => Some(HeadError::OneSided),
            ChartKind::Share if self.of.is_none() && !is_share => Some(HeadError::NoWhole),
            kind if kind != ChartKind::Share && self.of.is_some() => Some(HeadError::NoShares),
            _ => None,
        }
    }
}

/// A kind of drawing.
///
/// | kind | what it draws | `x` | `y` | `series` |
/// |---|---|---|---|---|
/// | `bar` | horizontal bars, in the order of the rows; the largest 12 | a category | a number | a drawing for each |
/// | `share` | horizontal bars, each a part of its whole | a category | a unit `share`, or a number with `of` | a drawing for each |
/// | `column` | upright bars over time | a day | a number | a drawing for each, on one scale |
/// | `histogram` | upright bars that touch, over ordered bands | a band | a number | a drawing for each, on one scale |
/// | `line` | a curve, the peak marked (of shares, the end) | a time, a minute or a day | a number | a drawing for each, on one scale |
/// | `heat` | a grid shaded by value, one a day where `x` is a time: hours by room | along the top | a number | down the side |
/// | `flow` | a grid of who went where: from the row to the column | from | a number | to |
///
/// A value that is not published is drawn nowhere and scales nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChartKind {
    /// Horizontal bars, one a category.
    Bar,
    /// Horizontal bars, each a part of its whole.
    Share,
    /// Vertical bars over days.
    Column,
    /// Vertical bars over ordered bands.
    Histogram,
    /// A line over time or minutes.
    Line,
    /// A grid of two categories, shaded by value: hours by room.
    Heat,
    /// A grid of the ways from one category to another.
    Flow,
}

impl ChartKind {
    /// Whether it is a grid, which has two sides.
    #[must_use]
    pub const fn is_grid(self) -> bool {
        matches!(self, Self::Heat | Self::Flow)
    }
}

/// The head of a query file, as TOML. Unknown keys are refused.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    #[serde(default)]
    title: Text,
    #[serde(default)]
    summary: Text,
    #[serde(default)]
    grain: String,
    #[serde(default)]
    totals: Vec<String>,
    chart: Option<Chart>,
    #[serde(default)]
    columns: BTreeMap<String, HeadColumn>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadColumn {
    #[serde(default)]
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
    /// The head leaves out what every head says.
    #[error("the head has no {key}")]
    Missing {
        /// The key.
        key: String,
    },
    /// The result has a column that the head does not describe.
    #[error("the result has a column \"{column}\" that the head does not describe")]
    Undescribed {
        /// The column.
        column: String,
    },
    /// The head describes a column that the result does not have.
    #[error("the head describes a column \"{column}\" that the result does not have")]
    Absent {
        /// The column.
        column: String,
    },
    /// `totals` or `chart` names a column that the result does not have.
    #[error("{key} names a column \"{column}\" that the result does not have")]
    Unresolved {
        /// The key of the head.
        key: &'static str,
        /// The name it gives.
        column: String,
    },
    /// A grid has one side only.
    #[error("it is a grid and has one side only")]
    OneSided,
    /// Shares of what, the chart does not say.
    #[error("it draws shares and does not say of what")]
    NoWhole,
    /// Wholes for values that are no parts.
    #[error("it names wholes (of) and draws no shares")]
    NoShares,
}

impl Head {
    /// The columns that it describes, by name.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.keys().map(String::as_str)
    }

    /// The texts that every head has, by their keys; a definition where one is there in any language.
    #[must_use]
    pub fn texts(&self) -> Vec<(String, &Text)> {
        let mut texts = vec![("title".to_owned(), &self.title), ("summary".to_owned(), &self.summary)];
        for (name, column) in &self.columns {
            texts.push((format!("columns.{name}.label"), &column.label));
            if !column.definition.is_empty() {
                texts.push((format!("columns.{name}.definition"), &column.definition));
            }
        }
        texts
    }

    /// Everything in which the head does not describe a result of these columns.
    #[must_use]
    pub fn misfits(&self, result: &[&str]) -> Vec<HeadError> {
        let missing = |key: String, is_there: bool| (!is_there).then_some(HeadError::Missing { key });
        let mut misfits: Vec<HeadError> = missing("title".to_owned(), !self.title.is_empty()).into_iter().collect();
        misfits.extend(missing("grain".to_owned(), !self.grain.is_empty()));
        let chart_columns = self.chart.iter().flat_map(Chart::columns);
        let named = self.totals.iter().map(|column| ("totals", column)).chain(chart_columns.map(|column| ("chart", column)));
        let unresolved = named.filter(|(_, column)| !result.contains(&column.as_str()));
        misfits.extend(unresolved.map(|(key, column)| HeadError::Unresolved { key, column: column.clone() }));
        for column in result {
            match self.columns.get(*column) {
                Some(described) => misfits.extend(missing(format!("columns.{column}.label"), !described.label.is_empty())),
                None => misfits.push(HeadError::Undescribed { column: (*column).to_owned() }),
            }
        }
        let absent = self.columns.keys().filter(|column| !result.contains(&column.as_str()));
        misfits.extend(absent.map(|column| HeadError::Absent { column: column.clone() }));
        misfits.extend(self.chart.iter().filter_map(|chart| chart.misfit(&self.columns)));
        misfits
    }

    /// Fits the head to the columns of its query's result.
    ///
    /// # Errors
    /// The first of [`Head::misfits`], where the two do not agree.
    pub fn into_spec(mut self, chapter: &str, name: &str, result: &[&str]) -> Result<TableSpec, HeadError> {
        if let Some(misfit) = self.misfits(result).into_iter().next() {
            return Err(misfit);
        }
        let described = result.iter().filter_map(|name| Some((*name, self.columns.remove(*name)?)));
        let columns =
            described.map(|(name, HeadColumn { label, definition, unit })| ColumnSpec { name: name.to_owned(), label, definition, unit });
        let columns = columns.collect();
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
    fn a_chart_names_what_its_kind_needs() {
        let fit = |chart: &str| {
            let text = HEAD.replace("kind = \"bar\", x = \"country\", y = \"visitors\"", chart);
            head(&text).into_spec("c", "n", &["country", "visitors"]).map(|_| ())
        };
        let columns = "x = \"country\", y = \"visitors\"";
        assert_eq!(fit(&format!("kind = \"flow\", {columns}")), Err(HeadError::OneSided));
        assert_eq!(fit(&format!("kind = \"heat\", {columns}, series = \"country\"")), Ok(()));
        assert_eq!(fit(&format!("kind = \"share\", {columns}")), Err(HeadError::NoWhole));
        assert_eq!(fit(&format!("kind = \"share\", {columns}, of = \"visitors\"")), Ok(()));
        assert_eq!(fit(&format!("kind = \"bar\", {columns}, of = \"visitors\"")), Err(HeadError::NoShares));
    }

    #[test]
    fn head_and_result_must_agree() {
        let refusal = |columns: &[&str]| head(HEAD).into_spec("c", "n", columns).expect_err("no fit");
        assert_eq!(refusal(&["country", "visitors", "x"]), HeadError::Undescribed { column: "x".into() });
        assert_eq!(refusal(&["visitors"]), HeadError::Unresolved { key: "totals", column: "country".into() });
        let misfits: Vec<String> = Head::default().misfits(&["n"]).iter().map(ToString::to_string).collect();
        assert_eq!(
            misfits,
            ["the head has no title", "the head has no grain", "the result has a column \"n\" that the head does not describe"]
        );
        assert!(toml::from_str::<Head>(&format!("min_persons = 1\n{HEAD}")).is_err(), "thresholds cannot be set here");
    }
}
