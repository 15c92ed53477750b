//! Tables as Parquet: the same values as the CSV, typed.

use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::file::properties::WriterProperties;

use crate::BundleError;
use crate::sheet::Sheet;

/// Encodes a table.
pub(super) fn encode(sheet: &Sheet<'_>) -> Result<Vec<u8>, BundleError> {
    let refused = |source| BundleError::Parquet { table: sheet.spec.name.clone(), source };
    let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, sheet.batch.schema(), Some(properties)).map_err(refused)?;
    writer.write(&sheet.batch).map_err(refused)?;
    writer.close().map_err(refused)?;
    Ok(bytes)
}
