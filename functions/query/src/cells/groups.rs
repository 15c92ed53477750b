//! Which group of the cells a row of another plan belongs to.

use datafusion::arrow::array::{ArrayRef, AsArray, RecordBatch, UInt64Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, UInt64Type};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::row::{RowConverter, SortField};
use datafusion::common::HashMap;

/// The groups of a table of cells, found by their keys. A null is a value as any other.
#[derive(Debug)]
pub(super) struct Groups {
    types: Vec<DataType>,
    converter: RowConverter,
    places: HashMap<Box<[u8]>, usize>,
}

impl Groups {
    /// The groups with these keys, in this order.
    pub(super) fn new(keys: &[ArrayRef], groups: usize) -> Result<Self, ArrowError> {
        let types: Vec<DataType> = keys.iter().map(|key| key.data_type().clone()).collect();
        let converter = RowConverter::new(types.iter().cloned().map(SortField::new).collect())?;
        let mut places = HashMap::with_capacity(groups);
        if !keys.is_empty() {
            let rows = converter.convert_columns(keys)?;
            places.extend(rows.iter().enumerate().map(|(place, row)| (Box::from(row.data()), place)));
        }
        Ok(Self { types, converter, places })
    }

    /// The group of each row, the first columns of which are the keys.
    pub(super) fn of_rows(&self, batch: &RecordBatch) -> Result<Vec<usize>, ArrowError> {
        if self.types.is_empty() {
            return Ok(vec![0; batch.num_rows()]);
        }
        let keys = batch.columns().iter().zip(&self.types).map(|(column, kind)| cast(column, kind));
        let rows = self.converter.convert_columns(&keys.collect::<Result<Vec<_>, _>>()?)?;
        let place = |key: &[u8]| self.places.get(key).copied();
        let places = rows.iter().map(|row| place(row.data()).ok_or_else(no_such_group));
        places.collect()
    }
}

fn no_such_group() -> ArrowError {
    ArrowError::ComputeError("a person is in a group that is not among the cells".to_owned())
}

/// The persons of the rows, in the column behind the keys.
pub(super) fn persons(batch: &RecordBatch, keys: usize) -> Result<UInt64Array, ArrowError> {
    Ok(cast(batch.column(keys), &DataType::UInt64)?.as_primitive::<UInt64Type>().clone())
}
