//! Other platforms' logs, turned into an event definition and a raw log of the contract.
//!
//! An import is pure: bytes in, text out. What it writes is a raw log like any other; nothing after it knows where it came from.

pub mod bigbluebutton;
