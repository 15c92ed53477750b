//! Why it cannot be said what there is.

use std::path::PathBuf;

/// Why it cannot be said what there is: what, where, and what to do. No message quotes a record, or a secret.
#[derive(Debug, thiserror::Error)]
pub enum InventoryError {
    /// A store failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// An environment variable is missing.
    #[error("{name} is not set: set it to {meaning}")]
    Missing {
        /// The variable.
        name: &'static str,
        /// What it must be.
        meaning: &'static str,
    },
    /// The pseudonymisation secret is none.
    #[error("{place}: {source}")]
    Secret {
        /// Where it was found.
        place: String,
        /// What is wrong with it.
        #[source]
        source: record::pseudonym::InvalidSecret,
    },
    /// There is no definition of an event.
    #[error("there is no event \"{event}\": {key} is missing in {location}")]
    NoEvent {
        /// The event.
        event: String,
        /// The key its definition would have.
        key: String,
        /// The raw root.
        location: String,
    },
    /// A definition cannot be used.
    #[error("{0}")]
    Definition(String),
    /// Query files cannot be read.
    #[error("cannot read the query files at {path}")]
    Queries {
        /// What could not be read.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Nothing of the event is converted.
    #[error(
        "the lake at {location} has no records of event \"{event}\": see that its raw logs lie below {event}/ in the raw root, and that \
         `kooste convert --event {event}` converts them"
    )]
    NothingConverted {
        /// The event.
        event: String,
        /// The lake root.
        location: String,
    },
    /// A raw object was converted in two versions, and the older one is still there: counting both would count twice.
    #[error(
        "a raw log of event \"{event}\" is in the lake in two versions: run `kooste convert --event {event}`, which removes the older one"
    )]
    TwoVersions {
        /// The event.
        event: String,
    },
    /// What tells of a log or a release is not what was written.
    #[error("{location} cannot be read: restore it from the bucket's versions, or remove it")]
    Unreadable {
        /// Where it lies.
        location: String,
        /// What is wrong with it.
        #[source]
        source: serde_json::Error,
    },
}
