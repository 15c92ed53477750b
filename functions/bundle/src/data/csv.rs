//! Tables as CSV: RFC 4180, UTF-8 with a byte order mark (without it Excel takes the file for the local code page).

use ::csv::{Terminator, WriterBuilder};
use jiff::tz::TimeZone;

use super::neutral;
use crate::BundleError;
use crate::sheet::Sheet;

/// What tells a spreadsheet that the text is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Why a table of texts could not be written.
pub type TextTableError = ::csv::Error;

/// Encodes a table.
pub(super) fn encode(sheet: &Sheet<'_>, timezone: &TimeZone) -> Result<Vec<u8>, BundleError> {
    let header = sheet.spec.columns.iter().map(|column| column.name.as_str());
    let row = |row| sheet.columns().map(move |(position, column)| neutral::write(sheet.value(position, row), column.unit, timezone));
    write(header, (0..sheet.rows()).map(row)).map_err(|source| BundleError::Csv { path: super::csv_path(sheet), source })
}

/// Encodes texts in the same form as the tables: no field of them runs as a formula. Every row has as many fields as the header.
///
/// # Errors
/// [`TextTableError`] where a row has more or fewer.
pub fn text_table<'a, R>(header: impl Iterator<Item = &'a str>, rows: impl Iterator<Item = R>) -> Result<Vec<u8>, TextTableError>
where
    R: Iterator<Item = &'a str>,
{
    write(header, rows.map(|row| row.map(neutral::formula_safe)))
}

fn write<'a, R>(header: impl Iterator<Item = &'a str>, rows: impl Iterator<Item = R>) -> Result<Vec<u8>, ::csv::Error>
where
    R: Iterator<Item = String>,
{
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
