//! The models over logs made up here: against a brute-force oracle, and against examples of each definition.

mod definitions;
mod log;
mod oracle;
mod partitions;
mod presence;
