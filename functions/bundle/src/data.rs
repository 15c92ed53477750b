//! The files that programs read: CSV, Parquet and the data package over them.

mod csv;
mod neutral;
mod package;
mod parquet;

use record::EventDefinition;

use crate::sheet::Sheet;
use crate::{BundleError, File};

pub use csv::{TextTableError, text_table};
pub(crate) use neutral::write as written;
pub(crate) use package::{package, unit_name};

/// Every table as CSV and as Parquet.
pub(crate) fn tables(event: &EventDefinition, sheets: &[Sheet<'_>]) -> Result<Vec<File>, BundleError> {
    let mut files = Vec::with_capacity(sheets.len() * 2);
    for sheet in sheets {
        files.push(File { path: csv_path(sheet), bytes: csv::encode(sheet, &event.timezone)? });
        files.push(File { path: parquet_name(&sheet.spec.name), bytes: parquet::encode(sheet)? });
    }
    Ok(files)
}

/// Where a table's CSV lies.
pub(crate) fn csv_path(sheet: &Sheet<'_>) -> String {
    csv_name(&sheet.spec.name)
}

/// Where the CSV of a table of this name lies.
pub(crate) fn csv_name(table: &str) -> String {
    format!("tables/{table}.csv")
}

/// Where the Parquet file of a table of this name lies.
pub(crate) fn parquet_name(table: &str) -> String {
    format!("tables/{table}.parquet")
}
