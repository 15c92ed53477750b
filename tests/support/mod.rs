//! What the tests share: logs to try, the command line to try them with.

pub(crate) mod log;
pub(crate) mod random;
