//! Statistical disclosure control on plain tables: from cells as queries computed them to what may be published.
//!
//! Nothing else makes a [`Released`], and nothing that renders a file accepts anything else. The way is
//!
//! 1. a query's personal part gives [`Cells`]: one row a group, and with each value the number of persons behind it;
//! 2. [`control`] hides what must not be told, over all tables of a bundle at once, and gives [`ReleasedCells`];
//! 3. the query's public part (shares, ranks, joins with the programme) runs on the released cells only, and [`Released::new`] takes its
//!    result together with the cells it came from.
//!
//! No I/O, no SQL, no clock: tables in, tables out.

mod cells;
mod control;
mod released;

pub use cells::{CellColumn, Cells};
pub use control::{Policy, control};
pub use released::{Hidden, Released, ReleasedCells};

/// Why disclosure control could not be done: always a defect of the caller, never a property of the data.
#[derive(Debug, thiserror::Error)]
pub enum DisclosureError {
    /// The columns of one table differ in length or type from what they claim.
    #[error("the cells of table \"{table}\" do not fit together")]
    Misshapen {
        /// The table.
        table: String,
        /// What Arrow says of it.
        #[source]
        source: arrow::error::ArrowError,
    },
    /// A result is said to come from cells of another table.
    #[error("the result of table \"{table}\" was made from cells of table \"{cells}\"")]
    ForeignCells {
        /// The table of the result.
        table: String,
        /// The table of the cells.
        cells: String,
    },
}
