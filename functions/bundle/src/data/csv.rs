//! Tables as CSV: RFC 4180, UTF-8 with a byte order mark (without it Excel takes the file for the local code page).

use ::csv::{Terminator, WriterBuilder};
use jiff::tz::TimeZone;

use super::neutral;
use crate::BundleError;
use crate::sheet::Sheet;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Encodes a table.
pub(super) fn encode(sheet: &Sheet<'_>, timezone: &TimeZone) -> Result<Vec<u8>, BundleError> {
    let refused = |source| BundleError::Csv { table: sheet.spec.name.clone(), source };
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(sheet.spec.columns.iter().map(|column| &column.name)).map_err(refused)?;
    for row in 0..sheet.rows() {
        let fields = sheet.columns().map(|(position, column)| neutral::write(sheet.value(position, row), column.unit, timezone));
        writer.write_record(fields).map_err(refused)?;
    }
    writer.into_inner().map_err(|error| refused(error.into_error().into()))
}
