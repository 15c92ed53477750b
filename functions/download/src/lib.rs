//! The organizer's page: one link, what there is behind it, and a download that holds for minutes.
//!
//! | module | what it knows |
//! |---|---|
//! | [`token`] | the secret in a link's address, and the id that stands for it everywhere else |
//! | [`link`] | what a link opens, for how long |
//! | [`links`] | links as objects in the reports root: making, finding, listing, revoking |
//! | [`offer`] | the files behind a link |
//! | [`page`], [`words`], [`headers`] | what an organizer sees |
//! | [`audit`] | the record of a download |
//! | [`handler`] | a request to its answer |
//!
//! Nobody who reads the store can open a link: it holds the SHA-256 of a token, never a token. Asking (`GET`) changes nothing and gives
//! nothing away, because mail scanners ask for every address they see; a download is a `POST`. A link that is wrong, expired or revoked
//! has one and the same answer, at the cost of one and the same request to the store.

mod audit;
mod error;
mod handler;
mod headers;
mod link;
mod links;
mod offer;
mod page;
mod token;
mod words;

pub use error::DownloadError;
pub use handler::{Context, Moment, respond};
pub use link::{Link, Scope};
pub use links::{find, list, make, revoke};
pub use token::{LinkId, Token};
