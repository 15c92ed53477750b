//! What can go wrong with links and downloads.

use store::StoreError;

/// An error of a link or a download. No text of it holds a token.
#[derive(Debug, thiserror::Error)]
pub enum DownloadError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An object is not of the form that this version reads.
    #[error("{key} is not readable: it is damaged, or of another version; make it again")]
    Form {
        /// The object's key in the reports root.
        key: String,
        /// What is wrong with it.
        #[source]
        source: serde_json::Error,
    },
    /// A link of the same token is there.
    #[error("a link of the same token is there already: the source of randomness repeats itself, and no link may be made with it")]
    Repeated,
    /// No link has an id of this beginning.
    #[error("there is no link whose id begins with \"{beginning}\"; `kooste link list` shows all")]
    Unknown {
        /// The beginning that was given.
        beginning: String,
    },
    /// Several links have ids of this beginning.
    #[error("{count} links have an id that begins with \"{beginning}\"; give more of it")]
    Ambiguous {
        /// The beginning that was given.
        beginning: String,
        /// How many.
        count: usize,
    },
}
