//! A table on paper: its cells as they are written, and how wide its columns are.

use record::table::{ColumnSpec, Unit};
use serde::Serialize;

use crate::charts::{HIDDEN, width};
use crate::content::{Content, stands_right};
use crate::sheet::Sheet;

/// The width of the text on the page, in points: A4 without its margins.
const PAGE: f64 = 482.0;

/// The size of numbers and names in a table, in points.
const SIZE: f64 = 8.5;

/// The smallest size in which a table is set that would be wider than the page.
const SIZE_MIN: f64 = 6.5;

/// Space between columns, in points; `report.typ` leaves as much.
const GAP: f64 = 8.0;

/// The longest word that a column of names is widened for where there is little room, in points; longer ones are broken.
const WORD_MAX: f64 = 64.0;

/// The width that a column of long names is not narrowed below for the sake of others, in points.
const NAME_MIN: f64 = 90.0;

/// The same for the words of a label above narrow numbers.
const LABEL_WORD_MAX: f64 = 38.0;

/// How much wider than other text a label is, which is semibold.
const SEMIBOLD: f64 = 1.1;

/// The longest name that a column is widened for, in points.
const NAME_MAX: f64 = 230.0;

/// A table with more rows than this is printed in part: paper is for reading, and all rows are in the workbook and the CSV.
const ROWS_MAX: usize = 60;

/// The rows that are printed of a longer one.
const ROWS_OF_LONG: usize = 15;

/// A table as it is printed.
#[derive(Serialize)]
pub(super) struct Table<'a> {
    /// The size of its text, in points.
    size: f64,
    columns: Vec<Column<'a>>,
    /// Cells by rows.
    rows: Vec<Vec<String>>,
    /// The only row of a table stands up, its columns below each other.
    standing: bool,
    /// Whether the first column names the rows.
    named: bool,
    /// What stands where a value is hidden.
    mark: &'static str,
}

#[derive(Serialize)]
struct Column<'a> {
    label: &'a str,
    /// In points.
    width: f64,
    /// Whether its cells stand to the right.
    right: bool,
}

impl<'a> Table<'a> {
    /// The rows of a table that are printed.
    pub(super) fn of(content: &Content<'a>, sheet: &Sheet<'a>) -> Self {
        let printed = if sheet.rows() > ROWS_MAX { ROWS_OF_LONG } else { sheet.rows() };
        let row = |row: usize| sheet.columns().map(|(position, _)| content.titles.cell(sheet, position, row)).collect();
        let rows: Vec<Vec<String>> = content.titles.order(sheet).into_iter().take(printed).map(row).collect();
        let label = |column: &'a ColumnSpec| column.label.get(content.locale.language).unwrap_or(&column.name);
        let needs: Vec<Need> = sheet
            .columns()
            .map(|(position, column)| Need::of(column, label(column), rows.iter().filter_map(|row| row.get(position))))
            .collect();
        let (widths, size) = fit(&needs);
        let columns = sheet.columns().zip(widths);
        Self {
            size,
            columns: columns.map(|((_, column), width)| Column { label: label(column), width, right: stands_right(column.unit) }).collect(),
            standing: sheet.stands(),
            named: sheet.columns().next().is_some_and(|(_, column)| !column.unit.is_value()),
            rows,
            mark: HIDDEN,
        }
    }

    /// How many rows are printed.
    pub(super) fn printed(&self) -> usize {
        self.rows.len()
    }
}

/// What a column needs, in points, and what it would like.
#[derive(Clone, Copy, Debug)]
struct Need {
    least: f64,
    ideal: f64,
}

impl Need {
    fn of<'c>(column: &ColumnSpec, label: &str, cells: impl Iterator<Item = &'c String>) -> Self {
        let word = |text: &str| text.split_whitespace().map(|word| width(word, SIZE)).fold(0.0, f64::max);
        let (mut longest_word, mut longest) = (0.0_f64, 0.0_f64);
        for cell in cells {
            longest_word = longest_word.max(word(cell));
            longest = longest.max(width(cell, SIZE));
        }
        // A number is never broken, a time into its day and its clock.
        let least = match column.unit {
            unit if unit.is_value() => longest,
            Unit::Time => longest_word.max(longest * 0.6),
            _ => longest_word.min(WORD_MAX).max(longest.min(NAME_MIN)),
        };
        let label = word(label) * SEMIBOLD;
        let least = least.max(label.min(LABEL_WORD_MAX));
        Self { least: least + GAP, ideal: longest.min(NAME_MAX).max(label).max(least) + GAP }
    }
}

/// The columns' widths on the page, and the size of the text that fits them.
fn fit(needs: &[Need]) -> (Vec<f64>, f64) {
    let sum = |of: fn(&Need) -> f64| needs.iter().map(of).sum::<f64>();
    let (least, ideal) = (sum(|need| need.least), sum(|need| need.ideal));
    if ideal <= PAGE {
        return (needs.iter().map(|need| need.ideal).collect(), SIZE);
    }
    if least <= PAGE {
        let part = (PAGE - least) / (ideal - least).max(f64::MIN_POSITIVE);
        return (needs.iter().map(|need| need.least + (need.ideal - need.least) * part).collect(), SIZE);
    }
    let scale = PAGE / least;
    (needs.iter().map(|need| need.least * scale).collect(), (SIZE * scale).max(SIZE_MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(needs: &[(f64, f64)]) -> (Vec<f64>, f64) {
        fit(&needs.iter().map(|&(least, ideal)| Need { least, ideal }).collect::<Vec<_>>())
    }

    #[test]
    fn a_small_table_is_as_wide_as_it_likes() {
        assert_eq!(widths(&[(40.0, 100.0), (30.0, 30.0)]), (vec![100.0, 30.0], SIZE));
    }

    #[test]
    fn names_give_way_before_numbers() {
        assert_eq!(widths(&[(82.0, 482.0), (200.0, 200.0)]), (vec![282.0, 200.0], SIZE));
    }

    #[test]
    fn a_table_that_is_too_wide_is_set_smaller_and_fits() {
        let (widths, size) = widths(&[(400.0, 500.0), (164.0, 164.0)]);
        assert!((widths.iter().sum::<f64>() - PAGE).abs() < 1e-9);
        assert!((SIZE_MIN..SIZE).contains(&size));
    }
}
