//! What can go wrong.

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
    /// A value comes without the persons behind it.
    #[error("the cells of table \"{table}\" do not say who is behind each value")]
    Unequal {
        /// The table.
        table: String,
    },
    /// An earlier release's ledger does not fit the tables of now.
    #[error("the ledger of earlier releases could not be compared with the tables of this one")]
    Ledger {
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
