//! One module a command: find what it needs, call a library, say what came of it.

pub(crate) mod audit;
pub(crate) mod check;
pub(crate) mod convert;
pub(crate) mod demo;
pub(crate) mod erase;
pub(crate) mod explain;
pub(crate) mod import;
pub(crate) mod link;
pub(crate) mod new;
pub(crate) mod preview;
pub(crate) mod report;
pub(crate) mod run;
pub(crate) mod schedule;
pub(crate) mod tables;
pub(crate) mod verify;
