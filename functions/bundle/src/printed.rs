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
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::BytesRef;
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

/// Whether each of the rows that a file shows can be a released row of its own: files may order rows as their language does. Found by
/// augmenting paths (Kuhn 1955).
fn are_rows(shown: usize, released: usize, says: impl Fn(usize, usize) -> bool) -> bool {
    if shown <= released && (0..shown).all(|row| says(row, row)) {
        return true;
    }
    let fits: Vec<Vec<usize>> = (0..shown).map(|row| (0..released).filter(|other| says(row, *other)).collect()).collect();
    let mut taken: Vec<Option<usize>> = vec![None; released];
    (0..shown).all(|row| takes(row, &fits, &mut taken, &mut vec![false; released]))
}

/// Whether a shown row finds a released one, others giving up theirs for another.
fn takes(row: usize, fits: &[Vec<usize>], taken: &mut [Option<usize>], seen: &mut [bool]) -> bool {
    for &other in &fits[row] {
        if std::mem::replace(&mut seen[other], true) {
            continue;
        }
        if taken[other].is_none_or(|owner| takes(owner, fits, taken, seen)) {
            taken[other] = Some(row);
            return true;
        }
    }
    false
}

/// What a reference in a text stands for.
fn resolved(reference: &BytesRef<'_>) -> Option<String> {
    match reference.resolve_char_ref().ok()? {
        Some(letter) => Some(letter.to_string()),
        None => resolve_predefined_entity(reference).map(str::to_owned),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_may_come_in_another_order_but_each_once() {
        let released = [1, 2, 2];
        let shows = |shown: &[i32]| are_rows(shown.len(), released.len(), |row, other| (shown[row] - released[other]).abs() <= 1);
        assert!(shows(&[2, 2, 1]) && shows(&[3, 0, 2]) && shows(&[2]));
        assert!(!shows(&[0, 0]) && !shows(&[3, 3, 3]) && !shows(&[1, 1, 1, 1]));
    }
}
