//! The clock of the functions.

use jiff::Timestamp;

/// The instant at which this is called.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the functions' edge, where the clock comes in")]
pub fn now() -> Timestamp {
    Timestamp::now()
}
