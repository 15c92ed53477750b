//! Which events are due, and what of them is missing.
//!
//! A sweep is the source of truth: it knows of nothing but what lies in the store, so that whatever was lost, killed or forgotten is found
//! by the next one. It does nothing itself; whoever asked for it has done what it finds missing.
//!
//! | module | what it does |
//! |---|---|
//! | [`sweep`] | looks at every event |
//! | [`parcel`] | splits many logs into asks that one call can do |
//! | [`function`] | the deployed function: sweeps, and asks `convert` and `report` |

mod finding;
pub mod function;
pub mod parcel;
mod sweep;

pub use finding::{Finding, Log, State};
pub use sweep::{Context, sweep};
