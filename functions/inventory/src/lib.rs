//! What there is of an installation: nothing but its three roots says so, no database.
//!
//! Whoever wants to know asks here, be it the sweep that looks for what is missing or the job that does it: the same answer follows from
//! the same store.
//!
//! | module | what it finds |
//! |---|---|
//! | [`variable`] | the names of the environment variables, and where the roots are |
//! | [`secret`] | the pseudonymisation secret |
//! | [`event`] | the events that are defined |
//! | [`log`] | raw logs, and what became of each in the lake |
//! | [`queries`] | the query files as texts |
//! | [`release`] | what a release is made from, the name that follows, and which one is visible |

mod error;
pub mod event;
pub mod log;
pub mod queries;
pub mod release;
pub mod secret;
pub mod variable;

pub use error::InventoryError;
pub use event::Event;
pub use log::RawLog;
pub use release::{EarlierEvent, Inputs, ReleaseId};

/// The version of the software, part of every release's name.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
