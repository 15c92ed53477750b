//! What a bundle was computed from, and by what.

use serde::{Deserialize, Serialize};

/// What a bundle was computed from, and by what: as much as another person needs to compute it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The version of kooste.
    pub version: String,
    /// The event definition and the lake objects that the raw logs became, in a stable order.
    pub inputs: Vec<Input>,
    /// The query files, in a stable order.
    pub queries: Vec<QueryDigest>,
    /// Tables that are not in the bundle although a query file should make them, in a stable order.
    pub missing: Vec<MissingTable>,
}

/// Something that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its key in the store; never a personal datum.
    pub key: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its checksum, as the store gives it: an `ETag` or `<algorithm>:<hexadecimal>`.
    pub checksum: String,
}

/// A query file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryDigest {
    /// Its path below `queries/`.
    pub path: String,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: String,
    /// Whether it was given beside the program, and did not come with it.
    pub deployed: bool,
}

/// A table that is not in the bundle although a query file should make it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingTable {
    /// Its name.
    pub table: String,
    /// The query file's path below `queries/`.
    pub path: String,
    /// The code of what is wrong, as `kooste explain` knows it; `engine` where the query does not run.
    pub code: String,
    /// What is wrong, in a sentence; it quotes no record.
    pub reason: String,
}
