//! How deeply a query may be nested, so that looking through it ends on a small stack, and how large it may be, so that it ends soon.

use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion, TreeNodeVisitor};
use datafusion::error::Result;
use datafusion::logical_expr::{Expr, LogicalPlan};

use super::refusal::Violation;
use super::rules;

/// The deepest nesting: several times what people write, and a tenth of what a thread's stack holds.
const DEPTH_MAX: usize = 200;

/// The most nodes of a plan: a hundred times what people write. A subquery that is named once and used often counts each time.
const NODES_MAX: usize = 5_000;

#[derive(Default)]
struct Depth {
    now: usize,
    greatest: usize,
    nodes: usize,
}

impl Depth {
    const fn down(&mut self) -> TreeNodeRecursion {
        self.now += 1;
        self.nodes += 1;
        if self.now > self.greatest {
            self.greatest = self.now;
        }
        if self.is_too_much() { TreeNodeRecursion::Stop } else { TreeNodeRecursion::Continue }
    }

    const fn up(&mut self) -> TreeNodeRecursion {
        self.now -= 1;
        TreeNodeRecursion::Continue
    }

    const fn is_too_much(&self) -> bool {
        self.greatest > DEPTH_MAX || self.nodes > NODES_MAX
    }

    const fn verdict(&self) -> std::result::Result<(), Violation> {
        if self.is_too_much() { Err(Violation::new(&rules::DEPTH)) } else { Ok(()) }
    }
}

impl TreeNodeVisitor<'_> for Depth {
    type Node = Expr;

    fn f_down(&mut self, _node: &Expr) -> Result<TreeNodeRecursion> {
        Ok(self.down())
    }

    fn f_up(&mut self, _node: &Expr) -> Result<TreeNodeRecursion> {
        Ok(self.up())
    }
}

/// Plans are measured like expressions.
struct PlanDepth(Depth);

impl TreeNodeVisitor<'_> for PlanDepth {
    type Node = LogicalPlan;

    fn f_down(&mut self, _node: &LogicalPlan) -> Result<TreeNodeRecursion> {
        Ok(self.0.down())
    }

    fn f_up(&mut self, _node: &LogicalPlan) -> Result<TreeNodeRecursion> {
        Ok(self.0.up())
    }
}

/// Refuses an expression that is nested too deeply.
pub(super) fn check(expression: &Expr) -> std::result::Result<(), Violation> {
    let mut depth = Depth::default();
    expression.visit(&mut depth).map_err(|_| Violation::new(&rules::DEPTH))?;
    depth.verdict()
}

/// Refuses a plan that is nested too deeply, or too large.
pub(super) fn check_plan(plan: &LogicalPlan) -> std::result::Result<(), Violation> {
    let mut depth = PlanDepth(Depth::default());
    plan.visit_with_subqueries(&mut depth).map_err(|_| Violation::new(&rules::DEPTH))?;
    depth.0.verdict()
}
