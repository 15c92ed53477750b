//! The walk over a plan, from its tables up: what each node makes of the persons below it.

use std::sync::Arc;

use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::common::{DFSchema, plan_datafusion_err};
use datafusion::error::DataFusionError;
use datafusion::logical_expr::expr::{Exists, InSubquery};
use datafusion::logical_expr::{Expr, LogicalPlan, Subquery, SubqueryAlias};

use super::boundary::Boundary;
use super::class::Class;
use super::refusal::Violation;
use super::relation::{Relation, Scope, Standing};
use super::{depth, rows, rules, scan};

/// What a walk knows and finds.
#[derive(Debug)]
pub(super) struct Walk {
    /// An instant of the declared grid, in microseconds since 1970.
    pub(super) grid_origin: i64,
    /// Whether what is looked through will stand beside persons, so that it may not fail.
    pub(super) beside_persons: bool,
    /// The release boundaries found so far.
    pub(super) boundaries: Vec<Boundary>,
}

impl Walk {
    /// Looks through a plan: gives what it is, with every boundary cut out of it.
    pub(super) fn relation(&mut self, plan: &LogicalPlan) -> Result<Relation, Violation> {
        match plan {
            LogicalPlan::TableScan(node) => scan::relation(node),
            LogicalPlan::Projection(node) => self.projection(node),
            LogicalPlan::Filter(node) => self.filter(node),
            LogicalPlan::Sort(node) => self.sort(node),
            LogicalPlan::SubqueryAlias(node) => self.alias(node),
            LogicalPlan::Join(node) => self.join(node),
            LogicalPlan::Aggregate(node) => self.aggregate(node),
            LogicalPlan::Window(node) => self.window(node),
            LogicalPlan::Union(node) => self.union(node),
            LogicalPlan::Distinct(node) => self.distinct(node),
            LogicalPlan::Limit(node) => self.limit(node),
            LogicalPlan::Values(node) => self.values(plan, node),
            LogicalPlan::EmptyRelation(_) => Ok(public(plan)),
            LogicalPlan::Subquery(_) => Err(Violation::new(&rules::SUBQUERY).or_word("lateral")),
            LogicalPlan::Repartition(_) => Err(node("a distribution of rows", "distribute")),
            LogicalPlan::Unnest(_) => Err(node("unnest", "unnest")),
            LogicalPlan::RecursiveQuery(_) => Err(node("a recursive query", "recursive")),
            LogicalPlan::Extension(_) => Err(node("an extension", "select")),
            LogicalPlan::Explain(_) | LogicalPlan::Analyze(_) => Err(node("explain", "explain")),
            LogicalPlan::DescribeTable(_) => Err(node("describe", "describe")),
            LogicalPlan::Statement(_) => Err(node("a statement", "set")),
            LogicalPlan::Dml(_) => Err(node("a change of data", "insert")),
            LogicalPlan::Ddl(_) => Err(node("a change of tables", "into")),
            LogicalPlan::Copy(_) => Err(node("copy", "copy")),
        }
    }

    /// What expressions over a relation may see.
    pub(super) fn scope<'a>(&self, relation: &'a Relation) -> Scope<'a> {
        let scope = relation.scope(self.grid_origin);
        Scope { total: scope.total || self.beside_persons, ..scope }
    }

    /// Looks through a public plan that stands beside persons.
    pub(super) fn beside_persons(&mut self, plan: &LogicalPlan) -> Result<Relation, Violation> {
        let before = std::mem::replace(&mut self.beside_persons, true);
        let relation = self.relation(plan);
        self.beside_persons = before;
        relation
    }

    fn alias(&mut self, node: &SubqueryAlias) -> Result<Relation, Violation> {
        let input = self.relation(&node.input)?;
        let plan = SubqueryAlias::try_new(Arc::new(input.plan), node.alias.clone()).map_err(unfit)?;
        Ok(Relation { plan: LogicalPlan::SubqueryAlias(plan), standing: input.standing, classes: input.classes, spells: input.spells })
    }

    fn values(&mut self, plan: &LogicalPlan, node: &datafusion::logical_expr::Values) -> Result<Relation, Violation> {
        let empty = DFSchema::empty();
        let total = self.beside_persons;
        let scope = Scope { schema: &empty, classes: &[], personal: false, total, grid_origin: self.grid_origin };
        for expression in node.values.iter().flatten() {
            // As over persons: what a subquery gives here must be public.
            self.subqueries(expression, true)?;
            scope.classify(expression)?;
        }
        Ok(public(plan))
    }

    /// Looks through the subqueries of an expression, and gives it back with their boundaries cut out.
    ///
    /// Over persons a subquery may only be public, and may not look at the row it is asked for.
    pub(super) fn subqueries(&mut self, expression: &Expr, personal: bool) -> Result<Expr, Violation> {
        depth::check(expression)?;
        let mut refused = None;
        let rewritten = expression.clone().transform_down(|inner| {
            let (is_value, word) = match inner {
                Expr::ScalarSubquery(_) => (true, "select"),
                Expr::Exists(_) => (false, "exists"),
                _ => (false, "in"),
            };
            let replace = |walk: &mut Self, subquery: &Subquery| {
                walk.subquery(subquery, personal, is_value, word).map_err(|violation| {
                    refused = Some(violation);
                    plan_datafusion_err!("refused")
                })
            };
            replace_subquery(self, inner, replace)
        });
        match (rewritten, refused) {
            (_, Some(violation)) => Err(violation),
            (Ok(rewritten), None) => Ok(rewritten.data),
            (Err(error), None) => Err(unfit(error)),
        }
    }

    fn subquery(&mut self, subquery: &Subquery, personal: bool, is_value: bool, word: &str) -> Result<Subquery, Violation> {
        let refused = || Violation::new(&rules::SUBQUERY).or_word(word);
        let looks_out = !subquery.outer_ref_columns.is_empty() || looks_out(&subquery.subquery);
        if personal && looks_out {
            return Err(refused());
        }
        let inner = if personal { self.beside_persons(&subquery.subquery)? } else { self.relation(&subquery.subquery)? };
        match inner.standing {
            Standing::Person(_) => Err(refused()),
            Standing::Cells if personal => Err(Violation::new(&rules::BACK).or_word(word)),
            // With several rows it would fail.
            Standing::Public if personal && is_value && !rows::is_one(&subquery.subquery) => {
                Err(Violation::named(&rules::EXPRESSION, "a subquery for one value that may give several").or_word(word))
            }
            Standing::Cells | Standing::Public => Ok(subquery.with_plan(Arc::new(inner.plan))),
        }
    }
}

fn replace_subquery(
    walk: &mut Walk,
    expression: Expr,
    mut replace: impl FnMut(&mut Walk, &Subquery) -> Result<Subquery, DataFusionError>,
) -> Result<Transformed<Expr>, DataFusionError> {
    let replaced = match expression {
        Expr::ScalarSubquery(subquery) => Expr::ScalarSubquery(replace(walk, &subquery)?),
        Expr::Exists(Exists { subquery, negated }) => Expr::Exists(Exists { subquery: replace(walk, &subquery)?, negated }),
        Expr::InSubquery(InSubquery { expr, subquery, negated }) => {
            Expr::InSubquery(InSubquery { expr, subquery: replace(walk, &subquery)?, negated })
        }
        other => return Ok(Transformed::no(other)),
    };
    Ok(Transformed::yes(replaced))
}

/// Whether anything in a plan, or in the subqueries of it, refers to a row outside.
fn looks_out(plan: &LogicalPlan) -> bool {
    let mut found = false;
    // Looking cannot fail: the closures do not.
    let _ = plan.apply_with_subqueries(|node| {
        node.apply_expressions(|expression| {
            found |= expression.exists(|inner| Ok(matches!(inner, Expr::OuterReferenceColumn(..))))?;
            Ok(TreeNodeRecursion::Continue)
        })
    });
    found
}

fn public(plan: &LogicalPlan) -> Relation {
    let classes = vec![Class::Dimension; plan.schema().fields().len()];
    Relation { plan: plan.clone(), standing: Standing::Public, classes, spells: None }
}

fn node(name: &str, word: &str) -> Violation {
    Violation::named(&rules::NODE, name).or_word(word)
}

/// A plan whose parts do not fit together again, although they came from one that did.
pub(super) fn unfit(_error: DataFusionError) -> Violation {
    Violation::named(&rules::NODE, "a form of query")
}
