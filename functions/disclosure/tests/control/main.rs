//! The control from outside: one binary, one module a concern.
//!
//! | module | what must hold |
//! |---|---|
//! | `tables` | known attacks on small made-up bundles fail, and what need not be hidden is not |
//! | `brute_force` | with every possible world tried, no small count is known closely |
//! | `reference` | published examples come out as their authors say |
//! | `ledger` | two releases tell nothing of the few who lie between them |

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::needless_pass_by_value,
    clippy::expect_used,
    clippy::panic,
    reason = "tests count small numbers, and fail where they are wrong"
)]

mod brute_force;
mod ledger;
mod reference;
mod support;
mod tables;
