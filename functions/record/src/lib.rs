//! The vocabulary of kooste: what a raw record, an event definition, a person key and a lake column *are*.
//!
//! Everything here is pure: no file, no network, no clock, no randomness. Every other crate speaks these words, and none of them is
//! known here.
//!
//! | module | what it names |
//! |---|---|
//! | [`id`] | ids that are safe in object keys; the actor of a record |
//! | [`identity`] | who a guest turned out to be |
//! | [`kind`] | the types of record and the closed vocabularies of their attributes |
//! | [`event`] | the event definition, parsed from TOML with errors that name key and line |
//! | [`pseudonym`] | the keyed hashes that stand for persons, connections and records |
//! | [`lake`] | the Arrow schemas of the lake |
//! | [`catalogue`] | the tables a query may read, and the disclosure class of every column |
//! | [`layout`] | where things lie in the three roots |
//! | [`table`] | what a report table says about itself |

pub mod catalogue;
pub mod event;
pub mod id;
pub mod identity;
pub mod kind;
pub mod lake;
pub mod layout;
pub mod pseudonym;
pub mod table;

pub use event::EventDefinition;
pub use id::{Actor, Id};
