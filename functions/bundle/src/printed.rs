//! Reading a bundle back as a stranger would: does each file tell what was released, and nothing that is hidden?
//!
//! Every file that holds tables is parsed from its bytes, and every value is held against the released table: a hidden one must be empty, a
//! printed one must be the released one at the precision in which it stands there. What the attack on the released numbers shows then holds
//! for what is printed.
//!
//! | module | which files |
//! |---|---|
//! | `data` | the CSV and the Parquet file of each table |
//! | `page` | the tables of the pages, in every language |
//! | `book` | the tables of the workbooks, in every language |
//!
//! A PDF is not read back: it is made of the same rows as the page, and a reader of its text cannot tell a table's cells apart for certain.

mod book;
mod data;
mod page;

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type};
use disclosure::Released;
use record::table::{ColumnSpec, TableSpec, Unit};

use crate::File;

/// The page that every bundle has.
const PAGE: &str = "report.html";

/// The first file that does not say what was released, or is not there.
#[must_use]
pub fn misprint(tables: &[(TableSpec, Released)], files: &[File]) -> Option<String> {
    let missing = (!files.iter().any(|file| file.path == PAGE)).then(|| PAGE.to_owned());
    let data = || tables.iter().find_map(|(spec, released)| data::misprint(&spec.name, released.batch(), files));
    let agrees = |file: &&File| match kind(&file.path) {
        Some("html") => page::agrees(&file.bytes, tables),
        Some("xlsx") => book::agrees(&file.bytes, tables),
        _ => true,
    };
    missing.or_else(data).or_else(|| files.iter().find(|file| !agrees(file)).map(|file| file.path.clone()))
}

/// The ending of a report's name: `report.html`, `report.fi.xlsx`.
fn kind(path: &str) -> Option<&str> {
    path.strip_prefix("report.").filter(|rest| !rest.contains('/')).map(|rest| rest.rsplit_once('.').map_or(rest, |(_, kind)| kind))
}

/// Whether a file of a bundle is read back by [`misprint`].
#[must_use]
pub fn is_read_back(path: &str) -> bool {
    matches!(kind(path), Some("html" | "xlsx")) || path.starts_with("tables/")
}

/// Columns without numbers whose missing values are hidden ones.
const fn is_hideable(column: &ColumnSpec) -> bool {
    matches!(column.unit, Unit::Time | Unit::Day)
}

/// A column as numbers, where it is one of numbers.
fn numbers(column: &ArrayRef) -> Option<ArrayRef> {
    let decimal = matches!(column.data_type(), DataType::Decimal128(..) | DataType::Decimal256(..));
    (column.data_type().is_numeric() || decimal).then(|| cast(column, &DataType::Float64).ok()).flatten()
}

/// What is no number (0 of 0) is as good as hidden.
fn number(column: &ArrayRef, row: usize) -> Option<f64> {
    let numbers = column.as_primitive::<Float64Type>();
    numbers.is_valid(row).then(|| numbers.value(row)).filter(|value| !value.is_nan())
}
