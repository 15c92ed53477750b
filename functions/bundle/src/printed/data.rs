//! The tables' files for programs: CSV and Parquet.

use ::csv::ReaderBuilder;
use ::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use arrow::array::{Array, ArrayRef, RecordBatch};
use arrow::compute::concat_batches;

use super::{number, numbers};
use crate::{File, data};

/// How far a printed number may be from the released one: half of the coarsest last digit, a tenth of a minute, and what a binary fraction
/// adds.
const ROUNDING: f64 = 0.050_001;

/// The file of a table that does not say what was released, or is not there.
pub(super) fn misprint(table: &str, released: &RecordBatch, files: &[File]) -> Option<String> {
    let check = |path: String, reads: fn(&[u8], &RecordBatch) -> Option<bool>| {
        let file = files.iter().find(|file| file.path == path);
        let agrees = file.is_some_and(|file| reads(&file.bytes, released) == Some(true));
        (!agrees).then_some(path)
    };
    check(data::csv_name(table), csv_agrees).or_else(|| check(data::parquet_name(table), parquet_agrees))
}

/// Whether a CSV file has the released rows, each value empty where it is hidden and equal where it is a number.
fn csv_agrees(bytes: &[u8], released: &RecordBatch) -> Option<bool> {
    let mut reader = ReaderBuilder::new().from_reader(bytes);
    let rows = reader.records().collect::<Result<Vec<_>, _>>().ok()?;
    let fits = rows.len() == released.num_rows() && rows.iter().all(|row| row.len() == released.num_columns());
    let agrees = |(position, column): (usize, &ArrayRef)| {
        let numbers = numbers(column);
        let cell = |(row, record): (usize, &::csv::StringRecord)| {
            let text = record.get(position).unwrap_or_default();
            match numbers.as_ref().and_then(|numbers| number(numbers, row)) {
                Some(value) => text.parse::<f64>().is_ok_and(|printed| (printed - value).abs() <= ROUNDING),
                None if numbers.is_some() || column.is_null(row) => text.is_empty(),
                None => true,
            }
        };
        rows.iter().enumerate().all(cell)
    };
    Some(fits && released.columns().iter().enumerate().all(agrees))
}

/// The same for a Parquet file.
fn parquet_agrees(bytes: &[u8], released: &RecordBatch) -> Option<bool> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::copy_from_slice(bytes)).ok()?;
    let schema = reader.schema().clone();
    let batches = reader.build().ok()?.collect::<Result<Vec<_>, _>>().ok()?;
    let printed = concat_batches(&schema, &batches).ok()?;
    let agrees = |(printed, released): (&ArrayRef, &ArrayRef)| {
        let (printed_numbers, numbers) = (numbers(printed), numbers(released));
        (0..released.len()).all(|row| match (&numbers, &printed_numbers) {
            (Some(numbers), Some(printed)) => match (number(numbers, row), number(printed, row)) {
                (Some(value), Some(printed)) => (printed - value).abs() <= ROUNDING,
                (value, printed) => value.is_none() && printed.is_none(),
            },
            _ => printed.is_null(row) == released.is_null(row),
        })
    };
    let fits = printed.num_rows() == released.num_rows() && printed.num_columns() == released.num_columns();
    Some(fits && printed.columns().iter().zip(released.columns()).all(agrees))
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Int64Array, StringArray};
    use arrow::datatypes::{DataType, Field, Schema};
    use std::sync::Arc;

    fn released() -> RecordBatch {
        let fields = vec![Field::new("room", DataType::Utf8, true), Field::new("visitors", DataType::Int64, true)];
        let columns: Vec<ArrayRef> = vec![Arc::new(StringArray::from(vec!["a", "b"])), Arc::new(Int64Array::from(vec![Some(40), None]))];
        RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).expect("well shaped")
    }

    #[test]
    fn a_file_must_say_what_was_released() {
        assert_eq!(csv_agrees("\u{feff}room,visitors\r\na,40\r\nb,\r\n".as_bytes(), &released()), Some(true));
        for wrong in ["a,41\r\nb,", "a,40\r\nb,3", "a,40\r\nb,0", "a,\r\nb,", "a,40", "a,40\r\nb,\r\nc,9"] {
            assert_eq!(csv_agrees(format!("room,visitors\r\n{wrong}\r\n").as_bytes(), &released()), Some(false), "{wrong}");
        }
    }
}
