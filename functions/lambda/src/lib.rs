//! What the deployed functions have in common as functions: one cold start, then one call after another.
//!
//! This is the edge of the functions, as `kooste` is that of the command line: the clock and what the host says come in here. What a
//! function does is in its own crate.
//!
//! | module | what it is |
//! |---|---|
//! | [`start`] | the cold start, and the loop of calls |
//! | [`invocation`] | one call: how long and with how much memory it may work |
//! | [`message`] | what is asked of a function, directly or by a queue, and the answer |
//! | [`failure`] | why a call failed, and whether trying again is of use |
//! | [`log`] | one line of JSON for each step |
//! | [`metrics`] | numbers for the operator, in a line of the log |

pub mod clock;
pub mod failure;
pub mod invocation;
pub mod log;
pub mod message;
pub mod metrics;
mod start;

pub use failure::Failure;
pub use inventory::variable;
pub use invocation::Invocation;
pub use message::{Ask, Batch};
pub use start::{ended, open, refuse, settings, start};
