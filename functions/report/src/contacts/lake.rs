//! The lake's objects, read directly: the people's part is in no SQL catalogue.

use std::ops::Range;
use std::sync::Arc;

use arrow::array::RecordBatch;
use bytes::Bytes;
use futures::future::BoxFuture;
use futures::{FutureExt, TryFutureExt, TryStreamExt};
use parquet::arrow::arrow_reader::{ArrowReaderOptions, RowFilter};
use parquet::arrow::async_reader::AsyncFileReader;
use parquet::arrow::{ParquetRecordBatchStreamBuilder, ProjectionMask};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use parquet::schema::types::SchemaDescriptor;
use store::{Entry, Store};

/// A Parquet object in a store, read in ranges.
struct Object {
    store: Store,
    entry: Entry,
}

impl AsyncFileReader for Object {
    fn get_bytes(&mut self, range: Range<u64>) -> BoxFuture<'_, Result<Bytes>> {
        self.store.read_range(&self.entry.key, range).map_err(|error| ParquetError::External(Box::new(error))).boxed()
    }

    fn get_metadata<'a>(&'a mut self, options: Option<&'a ArrowReaderOptions>) -> BoxFuture<'a, Result<Arc<ParquetMetaData>>> {
        let size = self.entry.size;
        async move { ParquetMetaDataReader::new().with_arrow_reader_options(options).load_and_finish(self, size).await.map(Arc::new) }
            .boxed()
    }
}

/// Which rows are wanted: made for an object's schema.
pub(super) type Wanted = fn(&SchemaDescriptor) -> RowFilter;

/// Reads these columns of an object, of the rows that are wanted.
pub(super) async fn read(store: &Store, entry: &Entry, columns: &[&str], wanted: Option<Wanted>) -> Result<Vec<RecordBatch>> {
    let object = Object { store: store.clone(), entry: entry.clone() };
    let mut builder = ParquetRecordBatchStreamBuilder::new(object).await?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
    if let Some(wanted) = wanted {
        let filter = wanted(builder.parquet_schema());
        builder = builder.with_row_filter(filter);
    }
    builder.with_projection(mask).build()?.try_collect().await
}
