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
//! | `rules`, `refusal` | every rule's code and texts, and what of them a query breaks, where |

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
pub(crate) mod rules;
mod scan;
mod size;
mod union;
mod walk;
mod window;

use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::logical_expr::LogicalPlan;
use datafusion::sql::parser::Statement;
use record::catalogue::{Origin, tables};
use record::table::{HeadError, TableSpec};

pub(crate) use boundary::{Boundary, Source, cells_table};
pub(crate) use persons::Share;

use refusal::Violation;
use relation::{Relation, Standing};
use walk::Walk;

use crate::finding::{Finding, head_place, nearest, word_place};
use crate::{QueryFile, mistakes};

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
pub(crate) fn measure_statement(statement: &Statement, file: &QueryFile) -> Result<(), Vec<Finding>> {
    size::check(statement).map_err(|violation| violation.findings(&file.path, &file.text))
}

/// Refuses a plan that is too large to be looked through, before anything else does.
pub(crate) fn measure(plan: &LogicalPlan, file: &QueryFile) -> Result<(), Vec<Finding>> {
    depth::check_plan(plan).map_err(|violation| violation.findings(&file.path, &file.text))
}

/// Decides about the resolved plan of a file: analysed, not optimised, with its parameters bound. `grid_origin` is the event's start in
/// microseconds since 1970, from which the grid of time is counted.
pub(crate) fn guard(plan: &LogicalPlan, file: &QueryFile, grid_origin: i64) -> Result<Guarded, Vec<Finding>> {
    let misfits = misfits(plan, file);
    let (relation, boundaries) = match published(plan, grid_origin) {
        Ok(published) if misfits.is_empty() => published,
        Ok(_) => return Err(misfits),
        Err(violation) => {
            let mut findings = violation.findings(&file.path, &file.text);
            // Where rows are persons, other columns must be selected: what the head says of these is of no interest.
            if findings.iter().all(|finding| finding.code != rules::RESULT.code) {
                findings.extend(misfits);
            }
            return Err(findings);
        }
    };
    let columns: Vec<&str> = relation.plan.schema().fields().iter().map(|field| field.name().as_str()).collect();
    let spec = file.head().clone().into_spec(&file.chapter, &file.name, &columns);
    let spec = spec.map_err(|error| vec![misfit(file, &error, &columns)])?;
    Ok(Guarded { spec, boundaries, public: relation.plan })
}

/// Looks through a plan whose result is to be published.
fn published(plan: &LogicalPlan, grid_origin: i64) -> Result<(Relation, Vec<Boundary>), Violation> {
    let mut walk = Walk { grid_origin, beside_persons: false, boundaries: Vec::new() };
    let relation = walk.relation(plan)?;
    let is_personal = match relation.standing {
        Standing::Person(_) => true,
        Standing::Public | Standing::Cells => reads_persons(&relation.plan),
    };
    if is_personal { Err(Violation::new(&rules::RESULT).or_word("select")) } else { Ok((relation, walk.boundaries)) }
}

/// Where the head does not describe what the plan gives.
fn misfits(plan: &LogicalPlan, file: &QueryFile) -> Vec<Finding> {
    let columns: Vec<&str> = plan.schema().fields().iter().map(|field| field.name().as_str()).collect();
    file.head().misfits(&columns).iter().map(|error| misfit(file, error, &columns)).collect()
}

fn misfit(file: &QueryFile, error: &HeadError, result: &[&str]) -> Finding {
    let described = || file.head().columns().filter(|column| !result.contains(column));
    let undescribed = || result.iter().copied().filter(|column| !file.head().columns().any(|described| described == *column));
    let at_chart = head_place(&file.text, "chart");
    let (place, meant, advice) = match error {
        HeadError::Missing { key } => {
            let example = if key == "grain" {
                "grain = \"one row per …\"".to_owned()
            } else {
                format!("{key}.en = \"…\", and the same in fi and sv")
            };
            (head_place(&file.text, key), None, format!("add to the head: {example}"))
        }
        HeadError::Undescribed { column } => (
            word_place(&file.text, column),
            nearest(column, described()),
            format!("add to the head: [columns.{column}] with label.en = \"…\", and a unit where it is a number"),
        ),
        HeadError::Absent { column } => (
            head_place(&file.text, &format!("columns.{column}")),
            nearest(column, undescribed()),
            "remove it from the head, or select something `as` this name".to_owned(),
        ),
        HeadError::OneSided => (at_chart, None, "name the column of the other side as its series".to_owned()),
        HeadError::NoWhole => (at_chart, None, "let y have the unit \"share\", or name the column of the wholes as its of".to_owned()),
        HeadError::NoShares => (at_chart, None, "let its kind be \"share\"".to_owned()),
        HeadError::Unresolved { key, column } => (
            head_place(&file.text, key),
            nearest(column, result.iter().copied()),
            format!("the result has the columns {}", result.join(", ")),
        ),
    };
    let rule = match error {
        HeadError::OneSided | HeadError::NoWhole | HeadError::NoShares => &mistakes::CHART,
        _ => &mistakes::UNFIT,
    };
    Finding::new(&file.path, rule, &error.to_string(), place).advising(advice).suggesting(meant)
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
