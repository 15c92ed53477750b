//! The binary that is deployed. That this is here also has it built before the tests from outside start it.

#![allow(clippy::expect_used, reason = "tests: a broken expectation is a panic")]

#[path = "../../../tests/support/binary.rs"]
mod binary;

/// How large it may be, in MB: Lambda takes 250 MB unpacked (AWS, "Lambda quotas"), and a small one starts sooner.
const MEGABYTES_MAX: u64 = 250;

/// In the host's library as `GLIBC_2.2.5`; 2.35 has a version that sets no `errno`.
const NEWER: [&str; 2] = ["hypot", "hypotf"];

#[test]
fn the_binary_fits_its_host() {
    binary::assert_fits(env!("CARGO_BIN_EXE_report"), MEGABYTES_MAX, &NEWER);
}
