//! From what a boundary's personal plan gives to cells.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::compute::{SortColumn, cast, lexsort_to_indices, take_record_batch};
use datafusion::arrow::datatypes::{DataType, UInt64Type};
use datafusion::arrow::error::ArrowError;
use disclosure::{CellColumn, Cells};

use crate::guard::Boundary;

/// The cells of one boundary, ordered by their keys, so that no order of execution shows.
pub(crate) fn of_boundary(table: &str, part: usize, boundary: &Boundary, batch: &RecordBatch) -> Result<Cells, ArrowError> {
    let batch = sorted(batch, boundary.keys)?;
    let column = |index: usize| -> Result<ArrayRef, ArrowError> {
        let field = boundary.released.get(index).ok_or_else(|| ArrowError::SchemaError("too few columns".to_owned()))?;
        cast(batch.column(index), field.data_type())
    };
    let field = |index: usize| boundary.released[index].as_ref().clone();
    let keys = (0..boundary.keys).map(|index| Ok((field(index), column(index)?))).collect::<Result<_, ArrowError>>()?;
    let mut values = Vec::new();
    for (value, persons) in boundary.persons.iter().enumerate() {
        let index = boundary.keys + value;
        let persons = cast(batch.column(*persons), &DataType::UInt64)?;
        let persons = persons.as_primitive::<UInt64Type>().clone();
        values.push(CellColumn { field: field(index), values: column(index)?, persons });
    }
    Ok(Cells { table: table.to_owned(), part, keys, values })
}

fn sorted(batch: &RecordBatch, keys: usize) -> Result<RecordBatch, ArrowError> {
    if keys == 0 || batch.num_rows() < 2 {
        return Ok(batch.clone());
    }
    let columns: Vec<SortColumn> =
        batch.columns()[..keys].iter().map(|values| SortColumn { values: Arc::clone(values), options: None }).collect();
    take_record_batch(batch, &lexsort_to_indices(&columns, None)?)
}
