//! `people/<object>.parquet`.

use std::io::Write;
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray, TimestampMicrosecondArray, UInt64Array};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::errors::ParquetError;
use record::lake::PEOPLE;

use super::properties;
use crate::rows::people::{COLUMNS, People, Person};

/// Writes people in the order of the log.
pub(crate) struct PeopleWriter<W: Write + Send>(ArrowWriter<W>);

impl<W: Write + Send> PeopleWriter<W> {
    /// Starts a file.
    pub(crate) fn new(sink: W) -> Result<Self, ParquetError> {
        let options = ArrowWriterOptions::new().with_properties(properties()?).with_skip_arrow_metadata(true);
        Ok(Self(ArrowWriter::try_new_with_options(sink, Arc::clone(&PEOPLE), options)?))
    }

    /// Writes all people that are there as one row group.
    pub(crate) fn write(&mut self, people: &People) -> Result<(), ParquetError> {
        let rows = &people.rows;
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(UInt64Array::from_iter_values(rows.iter().map(|row| row.person))),
            Arc::new(UInt64Array::from_iter_values(rows.iter().map(|row| row.record))),
            Arc::new(TimestampMicrosecondArray::from_iter_values(rows.iter().map(|row| row.time)).with_timezone("UTC")),
            Arc::new(StringArray::from_iter_values(rows.iter().map(|row| row.kind.as_str()))),
            Arc::new(StringArray::from_iter_values(rows.iter().map(|row| row.actor_kind))),
        ];
        let text = |column: usize| move |row: &Person| row.texts.get(column)?.as_deref().map(str::to_owned);
        columns.extend((0..COLUMNS).map(|column| Arc::new(rows.iter().map(text(column)).collect::<StringArray>()) as ArrayRef));
        self.0.write(&RecordBatch::try_new(Arc::clone(&PEOPLE), columns)?)?;
        self.0.flush()
    }

    /// Ends the file.
    pub(crate) fn finish(self) -> Result<W, ParquetError> {
        self.0.into_inner()
    }
}
