//! One object of the lake: who is in it, and the same without them.

use std::collections::BTreeSet;

use arrow::array::{Array, AsArray, BooleanArray, RecordBatch};
use arrow::compute::filter_record_batch;
use arrow::datatypes::{TimestampMicrosecondType, UInt64Type};
use bytes::Bytes;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::arrow::{ArrowWriter, ProjectionMask};
use parquet::errors::Result;
use record::identity::Link;
use record::kind::RecordType;

use crate::encode::properties;

/// The links of an object of `records/`.
pub(super) fn links(bytes: Bytes) -> Result<Vec<Link>> {
    let mut links = Vec::new();
    for batch in columns(bytes, &["type", "person", "guest", "time"])? {
        let batch = batch?;
        for row in of_type(&batch, RecordType::IdentityLinked) {
            let time = batch.column_by_name("time").and_then(|column| column.as_primitive_opt::<TimestampMicrosecondType>());
            if let (Some(person), Some(guest), Some(time)) = (key(&batch, "person", row), key(&batch, "guest", row), time) {
                links.push(Link { time: time.value(row), person, guest });
            }
        }
    }
    Ok(links)
}

/// Who asks to be erased in an object of `people/`.
pub(super) fn requests(bytes: Bytes) -> Result<Vec<u64>> {
    let mut persons = Vec::new();
    for batch in columns(bytes, &["type", "person"])? {
        let batch = batch?;
        persons.extend(of_type(&batch, RecordType::ErasureRequested).filter_map(|row| key(&batch, "person", row)));
    }
    Ok(persons)
}

/// An object without the rows of these keys, and how many they were; nothing where there are none.
pub(super) fn without(bytes: &Bytes, erased: &BTreeSet<u64>) -> Result<Option<(Vec<u8>, usize)>> {
    let mut rows = 0;
    for batch in columns(bytes.clone(), &["person", "guest"])? {
        rows += others(&batch?, erased).false_count();
    }
    if rows == 0 {
        return Ok(None);
    }
    let file = ParquetRecordBatchReaderBuilder::try_new(bytes.clone())?;
    let (schema, metadata) = (file.schema().clone(), file.metadata().clone());
    let options = ArrowWriterOptions::new().with_properties(properties()?).with_skip_arrow_metadata(true);
    let mut writer = ArrowWriter::try_new_with_options(Vec::new(), schema, options)?;
    // Group by group, as they are sorted within each.
    for group in 0..metadata.num_row_groups() {
        for batch in ParquetRecordBatchReaderBuilder::try_new(bytes.clone())?.with_row_groups(vec![group]).build()? {
            let batch = batch?;
            writer.write(&filter_record_batch(&batch, &others(&batch, erased))?)?;
        }
        writer.flush()?;
    }
    for entry in metadata.file_metadata().key_value_metadata().into_iter().flatten() {
        writer.append_key_value_metadata(entry.clone());
    }
    Ok(Some((writer.into_inner()?, rows)))
}

/// Some columns of an object; those that it does not have are left out.
fn columns(bytes: Bytes, names: &[&str]) -> Result<ParquetRecordBatchReader> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(bytes)?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), names.iter().copied());
    builder.with_projection(mask).build()
}

/// The rows of a type.
fn of_type(batch: &RecordBatch, wanted: RecordType) -> impl Iterator<Item = usize> {
    let kinds = batch.column_by_name("type").and_then(|column| column.as_string_opt::<i32>());
    (0..batch.num_rows()).filter(move |row| kinds.is_some_and(|kinds| kinds.is_valid(*row) && kinds.value(*row) == wanted.as_str()))
}

fn key(batch: &RecordBatch, column: &str, row: usize) -> Option<u64> {
    let keys = batch.column_by_name(column)?.as_primitive_opt::<UInt64Type>()?;
    keys.is_valid(row).then(|| keys.value(row))
}

/// Which rows are of others, and speak of others.
fn others(batch: &RecordBatch, erased: &BTreeSet<u64>) -> BooleanArray {
    let is_other = |row| !["person", "guest"].iter().any(|column| key(batch, column, row).is_some_and(|key| erased.contains(&key)));
    (0..batch.num_rows()).map(|row| Some(is_other(row))).collect()
}
