//! Cells as a query computed them: not for publication.

use arrow::array::{Array, ArrayRef};
use arrow::datatypes::Field;

/// The cells of one release boundary of one table's query: one row a group. A query may have several boundaries.
#[derive(Clone, Debug)]
pub struct Cells {
    /// The table.
    pub table: String,
    /// Which of the table's boundaries, from 0.
    pub part: usize,
    /// What the groups are: the columns grouped by, in order.
    pub keys: Vec<Key>,
    /// What is told of the groups.
    pub values: Vec<CellColumn>,
}

/// A column grouped by.
#[derive(Clone, Debug)]
pub struct Key {
    /// Its name and type.
    pub field: Field,
    /// Its value in each group.
    pub values: ArrayRef,
    /// What its values are.
    pub kind: KeyKind,
}

/// What the values of a key are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// Words of the programme or steps of a grid: each is told of by itself or not at all.
    Closed,
    /// Categories without an end, as countries: rare ones may be told of together, as [`OTHER`].
    Open,
    /// What persons answered, which may be nobody else's business.
    Answer,
}

/// The word for rare categories told of together.
pub const OTHER: &str = "other";

/// One aggregate over all groups.
#[derive(Clone, Debug)]
pub struct CellColumn {
    /// The column's name and type.
    pub field: Field,
    /// What kind of number it is.
    pub statistic: Statistic,
    /// Its values, one a group.
    pub values: ArrayRef,
    /// Who stands behind each value; one a group.
    pub contributions: Vec<Contributions>,
}

/// What kind of number an aggregate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statistic {
    /// The number of the persons behind it: a distinct count.
    Persons,
    /// The number of the persons behind it, who were there at one instant.
    Peak,
    /// A sum of what each person contributes: messages, clicks, minutes.
    Sum,
    /// A mean of what each person contributes.
    Mean,
    /// A number that is not a sum over persons: a percentile, the time of a peak.
    Summary,
}

/// The persons behind one value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contributions {
    /// Their keys, ascending, each once.
    pub persons: Vec<u64>,
    /// What each contributes, in the same order; empty where nothing but being there counts ([`Statistic::Persons`], [`Statistic::Peak`], [`Statistic::Summary`]).
    pub amounts: Vec<f64>,
}

impl Contributions {
    /// The number of persons who make a difference: those whose amount is not zero, where there are amounts.
    #[must_use]
    pub fn tellers(&self) -> usize {
        if self.amounts.is_empty() { self.persons.len() } else { self.amounts.iter().filter(|amount| **amount != 0.0).count() }
    }
}

impl Cells {
    /// The number of groups.
    #[must_use]
    pub fn groups(&self) -> usize {
        let lengths = self.keys.iter().map(|key| key.values.len()).chain(self.values.iter().map(|value| value.values.len()));
        lengths.max().unwrap_or(0)
    }
}
