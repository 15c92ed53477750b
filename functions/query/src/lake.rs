//! The lake's records as a table, those of earlier events of a series as another, and the counts that conversion left in its objects.

use std::sync::Arc;

use datafusion::catalog::TableProvider;
use datafusion::datasource::MemTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::error::Result;
use datafusion::logical_expr::{col, lit};
use datafusion::parquet::arrow::async_reader::AsyncFileReader;
use datafusion::prelude::SessionContext;
use datafusion::scalar::ScalarValue;
use object_store::ObjectStore;
use record::EventDefinition;
use record::lake::{ConversionCounts, RECORDS};

/// The name of the table of all records, as conversion wrote them. Models read it; no report query may.
pub const RECORDS_TABLE: &str = "records";

/// The name of the table of the records of earlier events of the series: of each the event, and whether it is from during the event.
pub const EARLIER_TABLE: &str = "earlier_records";

/// The objects of an event's lake that are read: exactly these, whatever else lies beside them.
#[derive(Clone, Debug)]
pub struct LakeObjects {
    /// The store they lie in; paths relative to the root of the bucket or file system.
    pub store: Arc<dyn ObjectStore>,
    /// Where each object of `records/` lies: `s3://bucket/prefix/<event>/records/<object>.parquet`.
    pub urls: Vec<String>,
}

/// Registers the objects as [`RECORDS_TABLE`].
///
/// # Errors
/// Where a URL is none that a store can be registered under.
pub fn register(context: &SessionContext, lake: &LakeObjects) -> Result<()> {
    context.register_table(RECORDS_TABLE, records(context, lake)?)?;
    Ok(())
}

/// Registers the records of earlier events as [`EARLIER_TABLE`], with no more columns than tell who was there.
///
/// # Errors
/// As [`register`].
pub fn register_earlier(context: &SessionContext, earlier: &[(&EventDefinition, LakeObjects)]) -> Result<()> {
    let instant = |at: jiff::Timestamp| lit(ScalarValue::TimestampMicrosecond(Some(at.as_microsecond()), Some("UTC".into())));
    let told = ["person", "type", "role", "guest", "time"].map(col);
    // Where there is none, the table is there all the same.
    let none = Arc::new(MemTable::try_new(Arc::clone(&RECORDS), vec![vec![]])?);
    let columns = |event: &str, during| told.iter().cloned().chain([lit(event).alias("event"), during]).collect::<Vec<_>>();
    let mut all = context.read_table(none)?.select(columns("", lit(false).alias("during")))?;
    for (event, lake) in earlier {
        let during = col("time").gt_eq(instant(event.starts)).and(col("time").lt(instant(event.ends))).alias("during");
        let records = context.read_table(records(context, lake)?)?;
        all = all.union(records.select(columns(event.id.as_str(), during))?)?;
    }
    context.register_table(EARLIER_TABLE, all.into_view())?;
    Ok(())
}

fn records(context: &SessionContext, lake: &LakeObjects) -> Result<Arc<dyn TableProvider>> {
    let urls = listing_urls(lake)?;
    if urls.is_empty() {
        return Ok(Arc::new(MemTable::try_new(Arc::clone(&RECORDS), vec![vec![]])?));
    }
    for url in &urls {
        context.register_object_store(url.object_store().as_ref(), Arc::clone(&lake.store));
    }
    let options = ListingOptions::new(Arc::new(ParquetFormat::default())).with_file_extension(".parquet");
    let config = ListingTableConfig::new_with_multi_paths(urls).with_listing_options(options).with_schema(Arc::clone(&RECORDS));
    Ok(Arc::new(ListingTable::try_new(config)?))
}

/// The sum of the counts that conversion wrote into the objects' footers.
///
/// # Errors
/// Where an object cannot be read.
#[expect(deprecated, reason = "parquet 59 deprecates its reader over object stores and offers an example to copy in its place")]
pub async fn conversion_counts(lake: &LakeObjects) -> Result<ConversionCounts> {
    let mut sum = ConversionCounts::default();
    for url in listing_urls(lake)? {
        let mut reader = datafusion::parquet::arrow::async_reader::ParquetObjectReader::new(Arc::clone(&lake.store), url.prefix().clone());
        let metadata = reader.get_metadata(None).await?;
        let entries = metadata.file_metadata().key_value_metadata().into_iter().flatten();
        let entries = entries.filter_map(|entry| Some((entry.key.as_str(), entry.value.as_deref()?)));
        sum = sum.plus(ConversionCounts::from_entries(entries));
    }
    Ok(sum)
}

fn listing_urls(lake: &LakeObjects) -> Result<Vec<ListingTableUrl>> {
    lake.urls.iter().map(ListingTableUrl::parse).collect()
}
