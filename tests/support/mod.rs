//! What the tests share: logs to try, and the command line to try them with.

pub(crate) mod kooste;
pub(crate) mod log;
pub(crate) mod python;
pub(crate) mod random;
pub(crate) mod s3;
