//! What an address and a user agent tell: a country, and families of devices, systems and browsers. Both end here.

mod agent;
mod geo;
mod source;

pub(crate) use agent::{Agent, Agents};
pub(crate) use geo::Countries;
pub use geo::{GeoDatabase, GeoError};

/// The most distinct addresses or user agents that are remembered: then all are forgotten, so that memory is bounded whatever comes.
const REMEMBERED_MAX: usize = 65_536;
