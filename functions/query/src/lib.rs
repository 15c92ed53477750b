//! The only crate that names DataFusion: query files, models, the guard, and the engine that runs what the guard lets through.
//!
//! ```text
//! QueryFile ── plan ──▶ guard ──▶ Guarded ──▶ Engine::cells ──▶ disclosure::Cells      (person-level, aggregated, not for publication)
//!                         │                                          │ disclosure::control, by the caller
//!                         ▼                                          ▼
//!                      Refusal               Engine::finish ◀── disclosure::ReleasedCells
//!                                                 │
//!                                                 ▼
//!                                         disclosure::Released
//! ```
//!
//! Nothing runs a report's plan but [`Engine`], which takes a [`Guarded`]; only the guard makes one. Models are trusted and give
//! person-level tables, which no report publishes.

#![cfg_attr(
    test,
    allow(
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        clippy::float_cmp,
        clippy::type_complexity,
        reason = "tests compare small numbers exactly"
    )
)]

#[cfg(test)]
mod catalogue_page;
mod cells;
mod check;
mod engine;
mod error;
mod explain;
mod finding;
pub mod functions;
mod guard;
mod head;
#[expect(clippy::disallowed_methods, reason = "this module makes a table of the catalogue's models")]
pub mod lake;
mod mistakes;
#[expect(clippy::disallowed_methods, reason = "models are trusted: they make the tables of the catalogue")]
pub mod models;
mod names;
mod order;
mod planner;
#[expect(clippy::disallowed_methods, reason = "this module makes the public tables of the catalogue")]
pub mod public;
mod query_file;
mod query_set;
mod rule;
#[cfg_attr(test, expect(clippy::disallowed_methods, reason = "the tests look at the settings through queries"))]
pub mod session;

pub use check::{Verdict, check};
pub use engine::Engine;
pub use error::QueryError;
pub use explain::{codes, explain};
pub use finding::{Finding, Place, Refusal, Severity, nearest};
pub use guard::Guarded;
pub use query_file::QueryFile;
pub use query_set::{BrokenFile, ModelFile, QuerySet};
pub use session::Limits;
