//! What the guard knows of a relation while it walks a plan from the tables up.

use datafusion::common::{Column, DFSchema};
use datafusion::logical_expr::{Expr, LogicalPlan};

use super::class::Class;
use super::refusal::Violation;
use super::rules;
use crate::rule::Rule;

/// Whose rows a relation has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nobody's: the event definition, constants.
    Public,
    /// Groups of persons that have been counted: what is above works on released values only.
    Cells,
    /// Persons'. Any of these columns holds the row's person; none, where the query has dropped it.
    Person(Vec<usize>),
}

/// A relation: a plan whose boundaries have been cut out, whose rows it has, and what its columns are.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    pub(super) plan: LogicalPlan,
    pub(super) standing: Standing,
    /// One a column of the plan's schema.
    pub(super) classes: Vec<Class>,
    /// Its intervals, where no two of one person overlap within one place: only such may be counted at an instant.
    pub(super) spells: Option<Spells>,
}

/// Columns of a relation whose rows are a person's stays at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spells {
    pub(super) place: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Relation {
    /// Whether its rows are persons'.
    pub(super) const fn is_personal(&self) -> bool {
        matches!(self.standing, Standing::Person(_))
    }

    /// The columns that hold the person.
    pub(super) fn units(&self) -> &[usize] {
        match &self.standing {
            Standing::Person(units) => units,
            Standing::Public | Standing::Cells => &[],
        }
    }

    /// What expressions over this relation may see.
    pub(super) fn scope(&self, grid_origin: i64) -> Scope<'_> {
        Scope { schema: self.plan.schema(), classes: &self.classes, personal: self.is_personal(), total: self.is_personal(), grid_origin }
    }

    /// The column of the person that `expression` is, if it is one.
    pub(super) fn unit_of(&self, expression: &Expr) -> Option<usize> {
        let column = plain_column(expression)?;
        let index = self.plan.schema().maybe_index_of_column(column)?;
        self.units().contains(&index).then_some(index)
    }
}

/// What an expression may see: columns and their classes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'a> {
    pub(super) schema: &'a DFSchema,
    pub(super) classes: &'a [Class],
    /// Whether the rows are persons'.
    pub(super) personal: bool,
    /// Whether nothing may fail: over persons, and beside them, because what fails only where there are persons tells that there are.
    pub(super) total: bool,
    /// An instant of the declared grid, in microseconds since 1970: the event's start.
    pub(super) grid_origin: i64,
}

impl Scope<'_> {
    /// The class of a column.
    pub(super) fn class(&self, column: &Column) -> Result<Class, Violation> {
        let index = self.schema.maybe_index_of_column(column);
        match index.and_then(|index| self.classes.get(index)) {
            None | Some(Class::Unlisted) => Err(Violation::at(&rules::COLUMN, column)),
            Some(class) => Ok(*class),
        }
    }

    /// The violation of a rule by an expression, placed at its first column of this class, or else at its first column.
    pub(super) fn violation(&self, rule: &'static Rule, expression: &Expr, class: Class) -> Violation {
        let columns = columns(expression);
        let of_class = columns.iter().find(|column| self.class(column).is_ok_and(|found| found == class));
        match of_class.or(columns.first()) {
            Some(column) => Violation::at(rule, column),
            None => Violation::named(rule, &expression.schema_name().to_string()),
        }
    }
}

/// The column that an expression is, whatever it is called afterwards.
pub(super) fn plain_column(expression: &Expr) -> Option<&Column> {
    match expression {
        Expr::Column(column) => Some(column),
        Expr::Alias(alias) => plain_column(&alias.expr),
        _ => None,
    }
}

/// The columns of an expression from left to right.
pub(super) fn columns(expression: &Expr) -> Vec<Column> {
    use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
    let mut found = Vec::new();
    // Looking cannot fail: the closure does not.
    let _ = expression.apply(|inner| {
        if let Expr::Column(column) = inner {
            found.push(column.clone());
        }
        Ok(TreeNodeRecursion::Continue)
    });
    found
}
