//! The control itself: every value of fewer than the least number of persons is hidden.

use arrow::array::{Array, ArrayRef, BooleanArray, RecordBatch};
use arrow::compute::{filter_record_batch, nullif};
use arrow::datatypes::{Field, Schema};
use std::sync::Arc;

use crate::{CellColumn, Cells, DisclosureError, Hidden, ReleasedCells};

/// The least persons behind a published value, whatever an event asks for: with fewer, a member of a group learns about the others.
const MIN_PERSONS_FLOOR: u64 = 5;

/// The rules of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    min_persons: u64,
}

impl Policy {
    /// Publishes values of at least `min_persons` persons, and never of fewer than five.
    #[must_use]
    pub fn new(min_persons: u32) -> Self {
        Self { min_persons: u64::from(min_persons).max(MIN_PERSONS_FLOOR) }
    }

    /// The least persons behind a published value.
    #[must_use]
    pub const fn min_persons(&self) -> u64 {
        self.min_persons
    }
}

/// Hides every value of fewer than the least number of persons, over all tables of a bundle.
///
/// A group of which nothing is published is left out, so that it looks like a group that does not exist: where the groups are public (the
/// rooms of the programme), the query's public part brings the row back, empty in both cases. The one group of a table without groups is
/// there whatever the data says, and stays.
///
/// # Errors
/// [`DisclosureError::Misshapen`] where columns of one table differ in length.
pub fn control(bundle: Vec<Cells>, policy: &Policy) -> Result<Vec<ReleasedCells>, DisclosureError> {
    bundle.into_iter().map(|cells| control_table(cells, *policy)).collect()
}

fn control_table(cells: Cells, policy: Policy) -> Result<ReleasedCells, DisclosureError> {
    let misshapen = |source| DisclosureError::Misshapen { table: cells.table.clone(), source };
    let too_few: Vec<BooleanArray> = cells.values.iter().map(|value| too_few_persons(value, policy)).collect();

    let mut fields: Vec<Field> = cells.keys.iter().map(|(field, _)| field.clone()).collect();
    let mut columns: Vec<ArrayRef> = cells.keys.iter().map(|(_, array)| Arc::clone(array)).collect();
    for (value, too_few) in cells.values.iter().zip(&too_few) {
        fields.push(value.field.clone().with_nullable(true));
        columns.push(nullif(&value.values, too_few).map_err(misshapen)?);
    }
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).map_err(misshapen)?;

    let is_one_group = cells.keys.is_empty();
    let told: BooleanArray =
        (0..batch.num_rows()).map(|row| Some(is_one_group || too_few.iter().any(|hidden| !hidden.value(row)))).collect();
    let published = filter_record_batch(&batch, &told).map_err(misshapen)?;
    let hidden = Hidden {
        cells: too_few.iter().map(BooleanArray::true_count).sum(),
        rows: batch.num_rows() - published.num_rows(),
        of_cells: batch.num_rows() * too_few.len(),
    };
    Ok(ReleasedCells::new(cells.table, cells.part, published, hidden))
}

fn too_few_persons(value: &CellColumn, policy: Policy) -> BooleanArray {
    let persons = &value.persons;
    (0..persons.len()).map(|row| Some(persons.is_null(row) || persons.value(row) < policy.min_persons)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Float64Array, Int64Array, StringArray, UInt64Array};
    use arrow::datatypes::DataType;

    fn cells() -> Cells {
        let count = |name: &str, values: Vec<i64>| CellColumn {
            field: Field::new(name, DataType::Int64, false),
            persons: values.iter().map(|count| count.cast_unsigned()).collect(),
            values: Arc::new(Int64Array::from(values)),
        };
        Cells {
            table: "t".into(),
            part: 0,
            keys: vec![(Field::new("country", DataType::Utf8, true), Arc::new(StringArray::from(vec!["FI", "SE", "NO", "DK"])))],
            values: vec![
                count("visitors", vec![40, 10, 9, 0]),
                CellColumn {
                    field: Field::new("mean", DataType::Float64, true),
                    values: Arc::new(Float64Array::from(vec![1.5, 2.5, 3.5, 4.5])),
                    persons: UInt64Array::from(vec![40, 3, 9, 0]),
                },
            ],
        }
    }

    #[test]
    fn a_value_needs_its_persons_and_a_row_needs_a_value() {
        let released = control(vec![cells()], &Policy::new(10)).expect("well shaped").remove(0);
        let expected = Schema::new(vec![
            Field::new("country", DataType::Utf8, true),
            Field::new("visitors", DataType::Int64, true),
            Field::new("mean", DataType::Float64, true),
        ]);
        let columns: Vec<ArrayRef> = vec![
            Arc::new(StringArray::from(vec!["FI", "SE"])),
            Arc::new(Int64Array::from(vec![40, 10])),
            Arc::new(Float64Array::from(vec![Some(1.5), None])),
        ];
        assert_eq!(released.batch(), &RecordBatch::try_new(Arc::new(expected), columns).expect("well shaped"));
        assert_eq!(released.hidden(), Hidden { cells: 5, rows: 2, of_cells: 8 });
    }

    #[test]
    fn the_one_row_of_a_table_without_groups_stays() {
        let total = CellColumn {
            field: Field::new("attended", DataType::Int64, false),
            values: Arc::new(Int64Array::from(vec![3])),
            persons: UInt64Array::from(vec![3]),
        };
        let cells = Cells { table: "t".into(), part: 0, keys: Vec::new(), values: vec![total] };
        let released = control(vec![cells], &Policy::new(10)).expect("well shaped").remove(0);
        assert_eq!((released.batch().num_rows(), released.batch().column(0).null_count()), (1, 1));
        assert_eq!(released.hidden(), Hidden { cells: 1, rows: 0, of_cells: 1 });
    }

    #[test]
    fn no_event_goes_below_the_floor() {
        assert_eq!(Policy::new(1).min_persons(), 5);
        assert_eq!(Policy::new(12).min_persons(), 12);
    }
}
