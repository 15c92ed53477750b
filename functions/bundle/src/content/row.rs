//! A row of a table, asked for what is published of it.

use disclosure::OTHER;

use super::Content;
use crate::sheet::{Sheet, Value};
use crate::words::Count;

/// One row.
#[derive(Clone, Copy)]
pub(super) struct Row<'c> {
    content: &'c Content<'c>,
    sheet: &'c Sheet<'c>,
    at: usize,
}

/// All rows of a table.
pub(super) fn rows<'c>(content: &'c Content<'c>, sheet: &'c Sheet<'c>) -> impl Iterator<Item = Row<'c>> {
    (0..sheet.rows()).map(move |at| Row { content, sheet, at })
}

/// The first row with the largest published value of a column.
pub(super) fn highest<'c>(content: &'c Content<'c>, sheet: &'c Sheet<'c>, column: &str) -> Option<Row<'c>> {
    let read = rows(content, sheet).filter_map(|row| Some((row, row.number(column)?)));
    read.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(row, _)| row)
}

/// Whether every value of a column is published, so that the largest of them is the largest there is.
pub(super) fn is_whole(content: &Content<'_>, sheet: &Sheet<'_>, column: &str) -> bool {
    rows(content, sheet).all(|row| row.number(column).is_some())
}

impl<'c> Row<'c> {
    fn value(&self, column: &str) -> Option<Value<'c>> {
        let value = self.sheet.value(self.sheet.position(column)?, self.at);
        (value != Value::Missing).then_some(value)
    }

    /// A published number.
    pub(super) fn number(&self, column: &str) -> Option<f64> {
        self.value(column)?.number()
    }

    /// A published number that is more than nothing.
    pub(super) fn some(&self, column: &str) -> Option<f64> {
        self.number(column).filter(|number| *number > 0.0)
    }

    /// What stands in a cell, as it is written; nothing where nothing is published or known.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        self.value(column)?;
        Some(self.content.titles.cell(self.sheet, self.sheet.position(column)?, self.at))
    }

    /// A published number that is more than nothing, to be written with a word.
    pub(super) fn count(&self, column: &str) -> Option<Count> {
        Some(Count::new(self.some(column)?, self.text(column)?))
    }

    /// A part of a whole as a percentage, both of them published.
    pub(super) fn share(&self, part: &str, whole: &str) -> Option<String> {
        Some(self.content.locale.percent(self.number(part)? / self.some(whole)?))
    }

    /// Whether the row is of what is left over: other countries, nobody knows which.
    pub(super) fn is_rest(&self, column: &str) -> bool {
        matches!(self.value(column), None | Some(Value::Text(OTHER)))
    }
}
