//! The guard: from a resolved plan to [`Guarded`], the only thing that is run, or to a [`Refusal`].
//!
//! It walks the plan from the tables up and knows of every relation whose rows it has (nobody's, persons', counted groups') and of every
//! column which class it is of. What it does not know it refuses; every `match` over the engine's types names each variant, so that a new
//! one does not compile before somebody has thought about it. It is a pure function: no table is read.
//!
//! | module | what it knows |
//! |---|---|
//! | `walk`, `scan`, `project`, `join`, `union`, `window`, `aggregate` | what a node makes of the persons below it |
//! | `size`, `depth` | whether a query can be looked through in bounded time and on a bounded stack |
//! | `rows`, `keys` | whether rows have been repeated on their way to where they are counted |
//! | `expression`, `operator`, `function`, `cast`, `constant` | which expressions are let through, and their class |
//! | `boundary`, `persons`, `behind` | where the query is cut in two, and who stands behind each value |
//! | `rules`, `refusal` | every rule's code and text, and its place in the file |

mod aggregate;
mod behind;
mod boundary;
mod cast;
mod class;
mod constant;
mod depth;
mod expression;
mod function;
mod join;
mod keys;
mod operator;
mod persons;
mod project;
mod refusal;
mod relation;
mod rows;
mod rules;
mod scan;
mod size;
mod union;
mod walk;
mod window;

use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::logical_expr::LogicalPlan;
use datafusion::sql::parser::Statement;
use record::catalogue::{Origin, tables};
use record::table::TableSpec;

pub(crate) use boundary::{Boundary, Source, cells_table};
pub(crate) use persons::Share;
pub use refusal::{Place, Refusal};

use refusal::Violation;
use relation::Standing;
use walk::Walk;

use crate::QueryFile;

/// A query that may be run: its personal parts, each an aggregate over persons, and its public part on top of their released cells.
///
/// Only the guard makes one.
#[derive(Clone, Debug)]
pub struct Guarded {
    spec: TableSpec,
    boundaries: Vec<Boundary>,
    public: LogicalPlan,
}

impl Guarded {
    /// What the query's head says of the table it makes.
    #[must_use]
    pub const fn spec(&self) -> &TableSpec {
        &self.spec
    }

    /// The personal part of each boundary: what is run over persons, for the numbers and for who stands behind them.
    pub fn personal_plans(&self) -> impl Iterator<Item = &LogicalPlan> {
        self.boundaries.iter().flat_map(Boundary::plans)
    }

    /// The public part. The tables `cells_0`, `cells_1` … in it stand for the released cells.
    #[must_use]
    pub const fn public_plan(&self) -> &LogicalPlan {
        &self.public
    }

    pub(crate) fn boundaries(&self) -> &[Boundary] {
        &self.boundaries
    }
}

/// Refuses a statement that is too large to be planned.
pub(crate) fn measure_statement(statement: &Statement, file: &QueryFile) -> Result<(), Refusal> {
    size::check(statement).map_err(|violation| Refusal::new(&file.path, &file.text, &violation))
}

/// Refuses a plan that is too large to be looked through, before anything else does.
pub(crate) fn measure(plan: &LogicalPlan, file: &QueryFile) -> Result<(), Refusal> {
    depth::check_plan(plan).map_err(|violation| Refusal::new(&file.path, &file.text, &violation))
}

/// Decides about the resolved plan of a file: analysed, not optimised, with its parameters bound. `grid_origin` is the event's start in
/// microseconds since 1970, from which the grid of time is counted.
pub(crate) fn guard(plan: &LogicalPlan, file: &QueryFile, grid_origin: i64) -> Result<Guarded, Refusal> {
    let refused = |violation: Violation| Refusal::new(&file.path, &file.text, &violation);
    let mut walk = Walk { grid_origin, beside_persons: false, boundaries: Vec::new() };
    let relation = walk.relation(plan).map_err(refused)?;
    match relation.standing {
        Standing::Person(_) => return Err(refused(Violation::new(&rules::RESULT).or_word("select"))),
        Standing::Public | Standing::Cells => {}
    }
    if reads_persons(&relation.plan) {
        return Err(refused(Violation::new(&rules::RESULT).or_word("select")));
    }
    let columns: Vec<&str> = relation.plan.schema().fields().iter().map(|field| field.name().as_str()).collect();
    let spec = file.head().clone().into_spec(&file.chapter, &file.name, &columns);
    let spec = spec.map_err(|error| Refusal::unfit_head(&file.path, &error))?;
    Ok(Guarded { spec, boundaries: walk.boundaries, public: relation.plan })
}

/// The second lock: whether a plan that is said to be public scans anything but public tables and released cells.
fn reads_persons(plan: &LogicalPlan) -> bool {
    let catalogue = tables();
    let is_public = |name: &str| {
        let listed = catalogue.iter().any(|table| table.name == name && table.origin == Origin::Definition);
        listed || name.starts_with("cells_")
    };
    let mut found = false;
    // Looking cannot fail: the closure does not.
    let _ = plan.apply_with_subqueries(|node| {
        if let LogicalPlan::TableScan(scan) = node {
            found |= !is_public(scan.table_name.table());
        }
        Ok(TreeNodeRecursion::Continue)
    });
    found
}
