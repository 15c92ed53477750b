//! Why a report could not be made.

/// Why a report could not be made: what, where, and what to do. No message quotes a record.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// What there is cannot be said, or is not enough.
    #[error(transparent)]
    Inventory(#[from] inventory::InventoryError),
    /// A query is refused: it would not publish anonymous numbers, or it cannot be planned.
    #[error(transparent)]
    Refused(#[from] query::Refusal),
    /// The query engine failed.
    #[error(transparent)]
    Query(#[from] query::QueryError),
    /// Disclosure control failed.
    #[error(transparent)]
    Disclosure(#[from] disclosure::DisclosureError),
    /// Rendering failed.
    #[error(transparent)]
    Bundle(#[from] bundle::BundleError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// `latest.json` could not be written as JSON.
    #[error("latest.json could not be made")]
    Latest(#[source] serde_json::Error),
    /// The manifest of a release is not what was written.
    #[error("{key} cannot be read: restore it from the bucket's versions, or remove the release and run again")]
    Manifest {
        /// Its key.
        key: String,
        /// What is wrong with it.
        #[source]
        source: serde_json::Error,
    },
    /// A ledger of the event's releases is not what was written.
    #[error("the ledger {key} in the lake cannot be read: restore it from the bucket's versions, as later releases are judged by it")]
    Ledger {
        /// Its key.
        key: String,
        /// What is wrong with it.
        #[source]
        source: serde_json::Error,
    },
    /// There is no release of what lies in the lake now.
    #[error(
        "event \"{event}\" has no release {release}, which is what its lake and queries make now: run `kooste report --event {event}` first"
    )]
    NotPublished {
        /// The event.
        event: String,
        /// The release.
        release: String,
    },
    /// No query file can be used, so there is nothing to report.
    #[error("none of the query files can be used, the first because: {reason}\nrun `kooste check`")]
    NoTables {
        /// Why the first of them cannot be used.
        reason: String,
    },
    /// A table cannot be written as text.
    #[error("the table \"{table}\" cannot be shown")]
    Unreadable {
        /// The table.
        table: String,
        /// What Arrow says of it.
        #[source]
        source: arrow::error::ArrowError,
    },
    /// A file of the bundle does not say what was released.
    #[error("{file} does not say what was released: nothing is published")]
    Printed {
        /// The file.
        file: String,
    },
    /// Other releases or lists of the event were made all the time.
    #[error("other reports of event \"{event}\" are being made at the same time: run `kooste report --event {event}` again")]
    Overtaken {
        /// The event.
        event: String,
    },
    /// A published release has other bytes than the same inputs give now.
    #[error("release {release} is published with other bytes: remove it by hand if the change is meant, then run again")]
    Differs {
        /// The release.
        release: String,
    },
    /// An object of the lake could not be read for the lists of contacts.
    #[error("the lake object {key} cannot be read: remove it and run `kooste convert` again")]
    People {
        /// Its key.
        key: String,
        /// What the reader says.
        #[source]
        source: parquet::errors::ParquetError,
    },
    /// A list of contacts could not be encoded.
    #[error("the list {path} cannot be encoded")]
    List {
        /// Its path below the lists' folder.
        path: String,
        /// What the encoder says.
        #[source]
        source: bundle::TextTableError,
    },
    /// What is kept of the lists of contacts is not what was written.
    #[error("{key} cannot be read: restore it from the bucket's versions, as it tells who must be told of as withdrawn")]
    Contacts {
        /// Its key.
        key: String,
        /// What is wrong with it.
        #[source]
        source: serde_json::Error,
    },
}
