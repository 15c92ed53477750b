//! Rows to Parquet.
//!
//! The same rows give the same bytes: nothing of a file depends on a clock, on a random number or on the order of hashes.

mod columns;
mod people;
mod records;

use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};

pub(crate) use people::PeopleWriter;
pub(crate) use records::RecordsWriter;

use crate::rows::records::ROWS_MAX;

/// What every file says made it. Not the software's version: an update alone must not change a file.
const CREATED_BY: &str = "kooste";

/// How many rows are turned into arrays at once: few enough that rows and arrays stay in the processor's cache.
const BATCH_ROWS: usize = 8_192;

/// Level 1 makes files as small as level 3 on such columns, at half the cost.
pub(crate) fn properties() -> Result<WriterProperties, ParquetError> {
    let plain = ["record", "time", "received", "joined", "left"];
    let ordered = ["time", "received"];
    // Every row group has all of them: their least and greatest texts would prune nothing, and cost two comparisons a row.
    let mixed = ["country", "device", "os", "browser", "locale"];
    let mut properties = WriterProperties::builder()
        .set_created_by(CREATED_BY.to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_max_row_group_row_count(Some(ROWS_MAX));
    for column in plain {
        properties = properties.set_column_dictionary_enabled(column.into(), false);
    }
    for column in ordered {
        properties = properties.set_column_encoding(column.into(), Encoding::DELTA_BINARY_PACKED);
    }
    for column in mixed {
        properties = properties.set_column_statistics_enabled(column.into(), EnabledStatistics::None);
    }
    Ok(properties.build())
}
