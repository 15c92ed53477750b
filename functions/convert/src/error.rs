//! Why a conversion as a whole could not be done.

/// Why a conversion could not be done. What is wrong with a single object is in [`crate::Summary::failed`] instead.
#[derive(Debug, thiserror::Error)]
pub enum ConvertError {
    /// A store could not be listed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The database of addresses cannot be read.
    #[error("KOOSTE_GEO: {path} cannot be read")]
    GeoFile {
        /// Its path.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The database of addresses is none.
    #[error(transparent)]
    Geo(#[from] crate::GeoError),
    /// A selected key is no raw log of the event.
    #[error("{location} has no raw log {key}: give the key of an .ndjson, .ndjson.gz or .ndjson.zst object of the event")]
    NoSuchLog {
        /// The key as given.
        key: String,
        /// The raw store.
        location: String,
    },
    /// An object of the lake is not what was written.
    #[error("the lake object {key} cannot be read: remove it and run `kooste convert` again, then erase again")]
    Lake {
        /// Its key.
        key: String,
        /// What the reader says.
        #[source]
        source: parquet::errors::ParquetError,
    },
    /// The work on an object of the lake was stopped.
    #[error("the work on the lake object {key} was stopped; run again")]
    Stopped {
        /// Its key.
        key: String,
    },
}
