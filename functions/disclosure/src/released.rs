//! What may be published. Only this crate makes these types.

use arrow::array::RecordBatch;

use crate::{DisclosureError, Rule};

/// How much of a table is hidden, and by which rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    by_rule: [usize; Rule::ALL.len()],
    /// Groups left out, because nothing of them is published.
    pub rows: usize,
    /// Values there were before.
    pub of_cells: usize,
}

impl Hidden {
    pub(crate) fn new(rows: usize, of_cells: usize, rules: impl Iterator<Item = Rule>) -> Self {
        let mut hidden = Self { by_rule: Default::default(), rows, of_cells };
        rules.for_each(|rule| hidden.by_rule[rule as usize] += 1);
        hidden
    }

    /// Values hidden by a rule, those of left-out groups included.
    #[must_use]
    pub const fn by(&self, rule: Rule) -> usize {
        self.by_rule[rule as usize]
    }

    /// Values hidden, those of left-out groups included.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.by_rule.iter().sum()
    }

    /// The sum of two parts of a table.
    #[must_use]
    pub fn plus(mut self, other: Self) -> Self {
        self.by_rule.iter_mut().zip(other.by_rule).for_each(|(own, other)| *own += other);
        self.rows += other.rows;
        self.of_cells += other.of_cells;
        self
    }
}

/// The cells of one release boundary after disclosure control: a hidden value is null.
#[derive(Clone, Debug)]
pub struct ReleasedCells {
    pub(crate) table: String,
    pub(crate) part: usize,
    pub(crate) batch: RecordBatch,
    pub(crate) hidden: Hidden,
}

impl ReleasedCells {
    /// The table these cells belong to.
    #[must_use]
    pub fn table(&self) -> &str {
        &self.table
    }

    /// Which of the table's boundaries, from 0.
    #[must_use]
    pub const fn part(&self) -> usize {
        self.part
    }

    /// The published values: keys first, then values, hidden ones null.
    #[must_use]
    pub const fn batch(&self) -> &RecordBatch {
        &self.batch
    }

    /// How much is hidden.
    #[must_use]
    pub const fn hidden(&self) -> Hidden {
        self.hidden
    }
}

/// A table that may be published.
#[derive(Clone, Debug)]
pub struct Released {
    table: String,
    batch: RecordBatch,
    hidden: Hidden,
}

impl Released {
    /// Takes a table's result and the released cells it was computed from; the caller had nothing else to compute it from but public
    /// tables.
    ///
    /// # Errors
    /// [`DisclosureError::ForeignCells`] where the cells belong to another table.
    pub fn new(table: &str, result: RecordBatch, cells: &[ReleasedCells]) -> Result<Self, DisclosureError> {
        if let Some(foreign) = cells.iter().find(|cells| cells.table != table) {
            return Err(DisclosureError::ForeignCells { table: table.to_owned(), cells: foreign.table.clone() });
        }
        let hidden = cells.iter().fold(Hidden::default(), |sum, cells| sum.plus(cells.hidden));
        Ok(Self { table: table.to_owned(), batch: result, hidden })
    }

    /// The table's name.
    #[must_use]
    pub fn table(&self) -> &str {
        &self.table
    }

    /// The published result; a hidden value is null.
    #[must_use]
    pub const fn batch(&self) -> &RecordBatch {
        &self.batch
    }

    /// How much is hidden.
    #[must_use]
    pub const fn hidden(&self) -> Hidden {
        self.hidden
    }
}
