//! Which events are due, and what of them is missing.
