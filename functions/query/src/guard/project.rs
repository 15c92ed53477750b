//! Nodes that pass rows on: projection, filter, sort, limit, distinct.

use std::sync::Arc;

use datafusion::logical_expr::{Distinct, Expr, Filter, Limit, LogicalPlan, Projection, Sort, SortExpr};

use super::constant::constant;
use super::refusal::{Violation, all};
use super::relation::{Relation, Spells, Standing, plain_column};
use super::rules;
use super::walk::{Walk, unfit};

impl Walk {
    pub(super) fn projection(&mut self, node: &Projection) -> Result<Relation, Violation> {
        let input = self.relation(&node.input)?;
        let classified = all(node.expr.iter().map(|expression| {
            let expression = self.subqueries(expression, input.is_personal())?;
            Ok((self.scope(&input).classify(&expression)?, expression))
        }))?;
        let (classes, expressions): (Vec<_>, Vec<_>) = classified.into_iter().unzip();
        let standing = match &input.standing {
            Standing::Person(_) => {
                Standing::Person((0..expressions.len()).filter(|index| input.unit_of(&expressions[*index]).is_some()).collect())
            }
            other => other.clone(),
        };
        let spells = input.spells.and_then(|spells| carried(spells, &input, &expressions));
        let plan = Projection::try_new(expressions, Arc::new(input.plan)).map_err(unfit)?;
        Ok(Relation { plan: LogicalPlan::Projection(plan), standing, classes, spells })
    }

    pub(super) fn filter(&mut self, node: &Filter) -> Result<Relation, Violation> {
        let input = self.relation(&node.input)?;
        let predicate = self.subqueries(&node.predicate, input.is_personal())?;
        self.scope(&input).classify(&predicate)?;
        let plan = Filter::try_new(predicate, Arc::new(input.plan)).map_err(unfit)?;
        Ok(Relation { plan: LogicalPlan::Filter(plan), standing: input.standing, classes: input.classes, spells: input.spells })
    }

    pub(super) fn sort(&mut self, node: &Sort) -> Result<Relation, Violation> {
        let input = self.relation(&node.input)?;
        if input.is_personal() && node.fetch.is_some() {
            return Err(Violation::new(&rules::LIMIT).or_word("limit"));
        }
        let mut order = Vec::new();
        for SortExpr { expr, asc, nulls_first } in &node.expr {
            let expr = self.subqueries(expr, input.is_personal())?;
            // An order shows in nothing, because a limit is refused: a plain column may be any.
            if plain_column(&expr).is_none() {
                self.scope(&input).classify(&expr)?;
            }
            order.push(SortExpr { expr, asc: *asc, nulls_first: *nulls_first });
        }
        let plan = LogicalPlan::Sort(Sort { expr: order, input: Arc::new(input.plan), fetch: node.fetch });
        Ok(Relation { plan, standing: input.standing, classes: input.classes, spells: input.spells })
    }

    pub(super) fn limit(&mut self, node: &Limit) -> Result<Relation, Violation> {
        let input = self.relation(&node.input)?;
        if input.is_personal() {
            return Err(Violation::new(&rules::LIMIT).or_word("limit").or_word("offset"));
        }
        let numbers = node.skip.iter().chain(&node.fetch);
        if !numbers.into_iter().all(|number| constant(number).is_some()) {
            return Err(Violation::named(&rules::EXPRESSION, "a limit or an offset that is not a constant").or_word("limit"));
        }
        let plan = LogicalPlan::Limit(Limit { skip: node.skip.clone(), fetch: node.fetch.clone(), input: Arc::new(input.plan) });
        Ok(Relation { plan, standing: input.standing, classes: input.classes, spells: None })
    }

    pub(super) fn distinct(&mut self, node: &Distinct) -> Result<Relation, Violation> {
        let refused = || Violation::new(&rules::DISTINCT).or_word("distinct").or_word("intersect").or_word("except").or_word("union");
        let Distinct::All(input) = node else { return Err(refused()) };
        let input = self.relation(input)?;
        // With the person among the columns, what is made distinct are each person's own rows.
        if input.is_personal() && input.units().is_empty() {
            return Err(refused());
        }
        let plan = LogicalPlan::Distinct(Distinct::All(Arc::new(input.plan)));
        Ok(Relation { plan, standing: input.standing, classes: input.classes, spells: input.spells })
    }
}

/// The intervals of a relation, where a projection passes on all their columns.
fn carried(spells: Spells, input: &Relation, expressions: &[Expr]) -> Option<Spells> {
    let schema = input.plan.schema();
    let position = |index: usize| {
        let is_it = |expression: &Expr| plain_column(expression).and_then(|column| schema.maybe_index_of_column(column)) == Some(index);
        expressions.iter().position(is_it)
    };
    Some(Spells { place: position(spells.place)?, from: position(spells.from)?, to: position(spells.to)? })
}
