//! The plans that tell who is in each group of a boundary, and what each contributes. They have the boundary's own input and keys.

use std::sync::Arc;

use datafusion::logical_expr::{Expr, Filter, LogicalPlan, Projection};
use disclosure::Statistic;

use super::boundary::{Source, Value, aggregate};
use super::persons::{Contribution, Stays};
use super::refusal::Violation;
use super::relation::Relation;
use super::rules;
use super::walk::unfit;

/// What is to be known of the persons in the groups of a boundary, each thing once.
#[derive(Debug, Default)]
pub(super) struct Behind {
    numbers: Vec<Expr>,
    stays: Vec<Stays>,
}

impl Behind {
    /// Where a value's contributions will be found.
    pub(super) fn take(&mut self, keys: usize, (statistic, contribution): (Statistic, Contribution)) -> Value {
        let source = match contribution {
            // The columns before it: the keys and the person.
            Contribution::Own { number, share } => Source::Own { column: keys + 1 + position(&mut self.numbers, number), share },
            Contribution::Stays(stays) => Source::Stays(position(&mut self.stays, *stays)),
        };
        Value { statistic, source }
    }

    /// The plans that give them.
    pub(super) fn plans(self, input: &Relation, keys: &[Expr]) -> Result<(Option<LogicalPlan>, Vec<LogicalPlan>), Violation> {
        let groups = persons_in_groups(input, keys)?;
        let own = (!self.numbers.is_empty()).then(|| aggregate(input, groups.clone(), named("number", self.numbers))).transpose()?;
        let stays = self.stays.into_iter().map(|stays| intervals(input, groups.clone(), stays)).collect::<Result<_, _>>()?;
        Ok((own, stays))
    }
}

/// The place of something in a list, at the end of which it is put where it is not there yet.
fn position<T: PartialEq>(list: &mut Vec<T>, item: T) -> usize {
    let known = list.iter().position(|known| *known == item);
    known.unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    })
}

/// The keys and the person, under names of their own.
fn persons_in_groups(input: &Relation, keys: &[Expr]) -> Result<Vec<Expr>, Violation> {
    let unit = input.units().first().and_then(|index| input.plan.schema().columns().into_iter().nth(*index));
    let unit = Expr::Column(unit.ok_or_else(|| Violation::new(&rules::LOST))?);
    let mut groups = named("key", keys.to_vec());
    groups.push(unit.alias("person"));
    Ok(groups)
}

fn named(name: &str, expressions: Vec<Expr>) -> Vec<Expr> {
    expressions.into_iter().enumerate().map(|(index, expression)| expression.unalias().alias(format!("{name}_{index}"))).collect()
}

/// The stays that count, with their groups and persons.
fn intervals(input: &Relation, mut columns: Vec<Expr>, stays: Stays) -> Result<LogicalPlan, Violation> {
    let mut below = Arc::new(input.plan.clone());
    if let Some(filter) = stays.filter {
        below = Arc::new(LogicalPlan::Filter(Filter::try_new(filter, below).map_err(unfit)?));
    }
    columns.extend([stays.from.unalias().alias("began"), stays.to.unalias().alias("ended")]);
    Projection::try_new(columns, below).map(LogicalPlan::Projection).map_err(unfit)
}
