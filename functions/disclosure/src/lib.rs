//! Statistical disclosure control on plain tables: from cells as queries computed them to what may be published.
//!
//! Nothing else makes a [`Released`], and nothing that renders a file accepts anything else. The way is
//!
//! 1. a query's personal part gives [`Cells`]: one row a group, and with each value the persons behind it;
//! 2. [`control`] hides what must not be told, over all tables of a bundle at once, and gives [`ReleasedCells`];
//! 3. the query's public part (shares, ranks, joins with the programme) runs on the released cells only, and [`Released::new`] takes its
//!    result together with the cells it came from.
//!
//! | module | step of the control |
//! |---|---|
//! | `merge` | rare categories are told of together |
//! | `rule`, `homogeneity` | what a value must not be, whatever else is published |
//! | `vectors`, `columns`, `families`, `links`, `trees`, `rows`, `identities` | which values follow from which others, found from the persons |
//! | `system`, `program`, `attack`, `interval` | what an attacker can find out about a hidden value |
//! | `ledger`, `moments` | what earlier releases printed, and how many persons have changed since |
//! | `protect`, `worth` | what else is hidden until the attack fails, and what is least missed |
//!
//! No I/O, no SQL, no clock: tables in, tables out.

mod attack;
mod cells;
mod columns;
mod control;
mod error;
mod families;
mod homogeneity;
mod identities;
mod interval;
mod ledger;
mod links;
mod merge;
mod moments;
mod policy;
mod program;
mod protect;
mod released;
mod rows;
mod rule;
mod system;
mod trees;
mod vectors;
mod worth;

pub use attack::Attack;
pub use cells::{CellColumn, Cells, Contributions, Key, KeyKind, OTHER, Statistic};
pub use control::{Controlled, Verdicts, control};
pub use error::DisclosureError;
pub use interval::{Attacker, Interval};
pub use ledger::{History, Ledger};
pub use policy::Policy;
pub use released::{Hidden, Released, ReleasedCells};
pub use rule::Rule;
