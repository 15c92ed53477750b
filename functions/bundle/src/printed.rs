//! Reading a bundle back as a stranger would: does each file tell what was released, and nothing that is hidden?
//!
//! The tables' CSV and Parquet files are parsed from their bytes, and every value is held against the released table: a hidden one must be
//! empty, a printed one must be the released one at the precision of its unit. What the attack on the released numbers shows then holds for
//! what is printed.

use ::csv::ReaderBuilder;
use ::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use arrow::compute::{cast, concat_batches};
use arrow::datatypes::{DataType, Float64Type};
use disclosure::Released;
use record::table::TableSpec;

use crate::{File, data};

/// How far a printed number may be from the released one: half of the coarsest last digit, a tenth of a minute, and what a binary fraction
/// adds.
const ROUNDING: f64 = 0.050_001;

/// The first file that does not say what was released.
#[must_use]
pub fn misprint(tables: &[(TableSpec, Released)], files: &[File]) -> Option<String> {
    tables.iter().find_map(|(spec, released)| {
        let file = |path: String| files.iter().find(|file| file.path == path).ok_or(path);
        let check = |path: String, reads: fn(&[u8], &RecordBatch) -> Option<bool>| match file(path) {
            Ok(file) if reads(&file.bytes, released.batch()) == Some(true) => None,
            Ok(file) => Some(file.path.clone()),
            Err(path) => Some(path),
        };
        check(data::csv_name(&spec.name), csv_agrees).or_else(|| check(data::parquet_name(&spec.name), parquet_agrees))
    })
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

/// A column as numbers, where it is one of numbers.
fn numbers(column: &ArrayRef) -> Option<ArrayRef> {
    let decimal = matches!(column.data_type(), DataType::Decimal128(..) | DataType::Decimal256(..));
    (column.data_type().is_numeric() || decimal).then(|| cast(column, &DataType::Float64).ok()).flatten()
}

/// What is no number (0 of 0) is as good as hidden.
fn number(column: &ArrayRef, row: usize) -> Option<f64> {
    let numbers = column.as_primitive::<Float64Type>();
    numbers.is_valid(row).then(|| numbers.value(row)).filter(|value| !value.is_nan())
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Int64Array, StringArray};
    use arrow::datatypes::{Field, Schema};
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
