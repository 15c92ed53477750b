//! Joins: persons with persons on the person; persons with public tables as long as every row keeps its person.

use std::collections::BTreeSet;
use std::sync::Arc;

use datafusion::common::JoinType;
use datafusion::logical_expr::utils::split_conjunction;
use datafusion::logical_expr::{BinaryExpr, Expr, Join, LogicalPlan, Operator};

use super::refusal::{Violation, both};
use super::relation::{Relation, Scope, Standing};
use super::rules;
use super::walk::{Walk, unfit};
use crate::rule::Rule;

/// Which side of a join keeps its rows whether or not they match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Neither,
    Left,
    Right,
}

impl Walk {
    pub(super) fn join(&mut self, node: &Join) -> Result<Relation, Violation> {
        let (left, right) = both(self.relation(&node.left), self.relation(&node.right))?;
        let personal = left.is_personal() || right.is_personal();
        let standing = standing(node, &left, &right)?;
        for (relation, plan) in [(&left, &node.left), (&right, &node.right)] {
            if personal && !relation.is_personal() {
                self.beside_persons(plan)?;
            }
        }
        let filter = node.filter.as_ref().map(|filter| self.subqueries(filter, personal)).transpose()?;
        self.conditions(node, filter.as_ref(), &left, &right)?;
        let classes = if matches!(node.join_type, JoinType::LeftSemi | JoinType::LeftAnti) {
            left.classes.clone()
        } else if matches!(node.join_type, JoinType::RightSemi | JoinType::RightAnti) {
            right.classes.clone()
        } else {
            [left.classes.as_slice(), right.classes.as_slice()].concat()
        };
        let plan = Join { left: Arc::new(left.plan), right: Arc::new(right.plan), filter, ..node.clone() };
        let plan = LogicalPlan::Join(plan).recompute_schema().map_err(unfit)?;
        Ok(Relation { plan, standing, classes, spells: None })
    }

    /// Looks at what a join compares, other than the person with the person.
    fn conditions(&self, node: &Join, filter: Option<&Expr>, left: &Relation, right: &Relation) -> Result<(), Violation> {
        let schema = left.plan.schema().join(right.plan.schema()).map_err(unfit)?;
        let classes = [left.classes.as_slice(), right.classes.as_slice()].concat();
        let personal = left.is_personal() || right.is_personal();
        let scope =
            Scope { schema: &schema, classes: &classes, personal, total: personal || self.beside_persons, grid_origin: self.grid_origin };
        for (one, other) in &node.on {
            if !is_unit_pair(one, other, left, right) {
                scope.comparison(one, &[one, other])?;
            }
        }
        for condition in filter.into_iter().flat_map(split_conjunction) {
            if !unit_equality(condition, left, right) {
                scope.classify(condition)?;
            }
        }
        Ok(())
    }
}

/// Whose rows a join has.
fn standing(node: &Join, left: &Relation, right: &Relation) -> Result<Standing, Violation> {
    let kept = match node.join_type {
        _ if !left.is_personal() && !right.is_personal() => {
            let cells = left.standing == Standing::Cells || right.standing == Standing::Cells;
            return Ok(if cells { Standing::Cells } else { Standing::Public });
        }
        _ if left.standing == Standing::Cells || right.standing == Standing::Cells => return Err(at_join(&rules::BACK)),
        JoinType::Inner => Kept::Neither,
        JoinType::Left => Kept::Left,
        JoinType::Right => Kept::Right,
        JoinType::Full => return Err(at_join(&rules::FULL)),
        JoinType::LeftSemi | JoinType::RightSemi | JoinType::LeftAnti | JoinType::RightAnti | JoinType::LeftMark | JoinType::RightMark => {
            let words = ["intersect", "except", "semi", "anti"];
            return Err(words.iter().fold(Violation::new(&rules::SUBQUERY), |violation, word| violation.or_word(word)));
        }
    };
    let width = left.classes.len();
    let lefts: BTreeSet<usize> = left.units().iter().copied().collect();
    let rights: BTreeSet<usize> = right.units().iter().map(|index| index + width).collect();
    let units = match (left.is_personal(), right.is_personal(), kept) {
        (true, true, _) if !joins_on_unit(node, left, right) => return Err(at_join(&rules::JOIN)),
        (true, true, Kept::Neither) => &lefts | &rights,
        (true, true | false, Kept::Left) | (true, false, Kept::Neither) => lefts,
        (true | false, true, Kept::Right) | (false, true, Kept::Neither) => rights,
        (true, false, Kept::Right) | (false, true, Kept::Left) | (false, false, _) => return Err(at_join(&rules::PRESERVED)),
    };
    Ok(Standing::Person(units.into_iter().collect()))
}

fn at_join(rule: &'static Rule) -> Violation {
    Violation::new(rule).or_word("join").or_word("from")
}

fn joins_on_unit(node: &Join, left: &Relation, right: &Relation) -> bool {
    let on = node.on.iter().any(|(one, other)| is_unit_pair(one, other, left, right));
    on || node.filter.iter().flat_map(split_conjunction).any(|condition| unit_equality(condition, left, right))
}

/// Whether a condition is `left.person = right.person`, in either order.
fn unit_equality(condition: &Expr, left: &Relation, right: &Relation) -> bool {
    match condition {
        Expr::BinaryExpr(BinaryExpr { left: one, op: Operator::Eq, right: other }) => {
            is_unit_pair(one, other, left, right) || is_unit_pair(other, one, left, right)
        }
        _ => false,
    }
}

fn is_unit_pair(one: &Expr, other: &Expr, left: &Relation, right: &Relation) -> bool {
    left.unit_of(one).is_some() && right.unit_of(other).is_some()
}
