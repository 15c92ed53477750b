//! What the tests share: logs to try, and the command line to try them with.

pub(crate) mod bucket;
pub(crate) mod cloud;
pub(crate) mod emulator;
pub(crate) mod host;
pub(crate) mod http;
pub(crate) mod kooste;
pub(crate) mod log;
pub(crate) mod meeting;
pub(crate) mod proxy;
pub(crate) mod python;
pub(crate) mod queue;
pub(crate) mod random;
pub(crate) mod s3;
