//! The tests from outside: what `kooste` does with a log, as its users see it. One binary, one module a concern.
//!
//! | module | what must hold |
//! |---|---|
//! | `core_tables` | every core table is what an independent recomputation from the raw log says (`recompute`) |
//! | `attack` | an attacker who solves linear programs over all core tables finds out nothing of few persons |
//! | `determinism` | the same inputs give the same bytes, and a second run changes nothing |
//! | `contacts` | lists of contacts name those who permit it, to whom they permit it, and lie nowhere else |
//! | `erase` | an erased person is gone from the lake and the lists, and stays so |
//! | `kill` | a run killed at any moment leaves nothing half-written, and the next one completes it |
//! | `privacy` | no raw id, address, name or token is anywhere outside the people's part of the lake |
//! | `releases` | what was printed before is held against a release, the audit sees a changed file, a preview says why |
//! | `series` | an event in a series knows who has been there before |
//! | `sheets` | the workbooks, the data package and the manifest are what other programs expect |
//! | `small` | an event of too few visitors tells nothing, and has a report all the same |
//! | `paper` | the PDF is one that programs can read aloud, and a printer can print |
//! | `s3` | a bucket is as good as a folder |
//! | `functions` | the deployed functions as their host has them: where they may run, what they answer, how they stop, what they say |
//! | `sweep` | `kooste schedule` does all that is missing, once |
//! | `once` | duplicates, races, kills, a failing store: the same bytes as when nothing happens |
//! | `author` | what somebody meets who writes queries, and queries deployed beside the program |
//! | `refusals` | exit codes, residency, and what is said of a mistake |
//! | `dirt` | what cannot be read is named and counted, and stops nothing else |
//! | `links` | a link opens what it says until it is revoked, and each download is recorded |
//! | `infra` | what is deployed, checked without an account |
//! | `browser` | a report can be read by everybody, on a phone, on a desk and on paper, and asks for nothing |
//! | `architecture` | who may depend on whom, and what may lie where |

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::float_cmp,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests: a broken expectation is a panic, and the recomputation is exact on small numbers"
)]

mod architecture;
mod attack;
mod author;
mod browser;
mod contacts;
mod core_tables;
mod determinism;
mod dirt;
mod erase;
mod functions;
mod infra;
mod kill;
mod links;
mod once;
mod paper;
mod privacy;
mod recompute;
mod refusals;
mod releases;
mod s3;
mod series;
mod sheets;
mod small;
mod support;
mod sweep;
