//! The reader agrees with `serde_json`.
