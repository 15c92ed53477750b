//! Cells as a query computed them: not for publication.

use arrow::array::{ArrayRef, UInt64Array};
use arrow::datatypes::Field;

/// The cells of one release boundary of one table's query: one row a group. A query may have several boundaries.
#[derive(Clone, Debug)]
pub struct Cells {
    /// The table.
    pub table: String,
    /// Which of the table's boundaries, from 0.
    pub part: usize,
    /// What the groups are: the columns grouped by, in order.
    pub keys: Vec<(Field, ArrayRef)>,
    /// What is told of the groups.
    pub values: Vec<CellColumn>,
}

/// One aggregate over all groups.
#[derive(Clone, Debug)]
pub struct CellColumn {
    /// The column's name and type.
    pub field: Field,
    /// Its values, one a group.
    pub values: ArrayRef,
    /// The number of distinct persons behind each value; never null.
    pub persons: UInt64Array,
}
