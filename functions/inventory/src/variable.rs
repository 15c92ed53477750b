//! The environment variables that say where an installation is. What is standard to AWS is read by `store::Settings`.

use crate::InventoryError;

/// Raw logs and event definitions: the URL of a root.
pub const RAW: &str = "KOOSTE_RAW";

/// Converted records: the URL of a root.
pub const LAKE: &str = "KOOSTE_LAKE";

/// Published reports: the URL of a root.
pub const REPORTS: &str = "KOOSTE_REPORTS";

/// The pseudonymisation secret: 64 hexadecimal digits, or the ARN of a secret that holds them.
pub const KEY: &str = "KOOSTE_KEY";

/// A MaxMind database: a path or a URL. Optional.
pub const GEO: &str = "KOOSTE_GEO";

/// A folder of query files to add to the built-in ones: a path or a URL. Optional.
pub const QUERIES: &str = "KOOSTE_QUERIES";

/// A variable that is set to something.
#[must_use]
pub fn optional(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A root's URL.
///
/// # Errors
/// [`InventoryError::Missing`].
pub fn root(name: &'static str) -> Result<String, InventoryError> {
    optional(name).ok_or(InventoryError::Missing { name, meaning: "the URL of a root, such as s3://bucket/prefix" })
}
