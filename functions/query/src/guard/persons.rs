//! How many persons stand behind an aggregate over persons, and which aggregates there may be.

use std::ops::RangeInclusive;
use std::sync::Arc;

use datafusion::functions_aggregate::count::count_udaf;
use datafusion::logical_expr::expr::AggregateFunction;
use datafusion::logical_expr::{Expr, ExprSchemable, lit};
use datafusion::scalar::ScalarValue;

use super::aggregate::{arguments, known, refused};
use super::class::Class;
use super::constant::{constant, number};
use super::refusal::Violation;
use super::relation::{Relation, plain_column};
use super::rules;
use super::walk::{Walk, unfit};
use crate::functions::aggregates;

/// Percentiles that are published. Further out, they come to the least or the greatest value, which is one person's.
const PERCENTILES: RangeInclusive<f64> = 0.1..=0.9;

/// The aggregate that counts the persons behind another one, in the same groups.
///
/// Only those persons count whose rows the aggregate takes: those of its filter, and for one that skips nulls those with a value. For
/// sums and means they must also have a value other than zero, or the value of one among many zeros would be told.
pub(super) fn persons_behind(walk: &Walk, input: &Relation, keys: &[Expr], call: &AggregateFunction) -> Result<Expr, Violation> {
    known(call)?;
    let scope = input.scope(walk.grid_origin);
    let classes = arguments(&scope, call)?;
    let name = call.func.name();
    let (argument, class) = (call.params.args.first(), classes.first().copied().unwrap_or(Class::Constant));
    match (name, argument, class) {
        ("count", None, _) => count_persons(input, call, &[]),
        ("count", Some(argument), _) if !call.params.distinct => {
            let always = constant(argument).is_some_and(|value| !value.is_null());
            if always { count_persons(input, call, &[]) } else { count_persons(input, call, &[argument.clone().is_not_null()]) }
        }
        // A distinct count of persons is itself their number.
        ("count", Some(_), Class::Unit) => Ok(Expr::AggregateFunction(call.clone())),
        ("count", Some(argument), Class::Identifier) => count_persons(input, call, &[argument.clone().is_not_null()]),
        ("count", ..) => Err(refused(&rules::DISTINCT_COUNT, "count")),
        _ if call.params.distinct => Err(refused(&rules::MEASURE, name)),
        ("sum", Some(argument), Class::Measure | Class::Count | Class::Flag)
        | ("avg" | "exact_mean", Some(argument), Class::Measure | Class::Count) => {
            let zero = argument.get_type(scope.schema).and_then(|kind| ScalarValue::new_zero(&kind)).map_err(unfit)?;
            count_persons(input, call, &[argument.clone().is_not_null(), argument.clone().not_eq(lit(zero))])
        }
        ("percentile", Some(argument), Class::Measure | Class::Count) => {
            let fraction = call.params.args.get(1).and_then(number);
            if !fraction.is_some_and(|fraction| PERCENTILES.contains(&fraction)) {
                return Err(refused(&rules::PERCENTILE, name));
            }
            count_persons(input, call, &[argument.clone().is_not_null()])
        }
        ("sum" | "avg" | "exact_mean" | "percentile", ..) => Err(refused(&rules::MEASURE, name)),
        ("peak" | "peak_at", ..) => peak(input, keys, call),
        _ => Err(refused(&rules::AGGREGATE, name)),
    }
}

/// `count(distinct person)` under the call's own filter and more conditions.
fn count_persons(input: &Relation, call: &AggregateFunction, conditions: &[Expr]) -> Result<Expr, Violation> {
    let schema = input.plan.schema();
    let unit = input.units().first().and_then(|index| schema.columns().into_iter().nth(*index));
    let unit = Expr::Column(unit.ok_or_else(|| Violation::new(&rules::LOST))?);
    let filter = call.params.filter.iter().map(|filter| filter.as_ref().clone());
    // The person is there in every row: asking for it would only make the number another one than it is.
    let skips = conditions.iter().filter(|condition| **condition != unit.clone().is_not_null()).cloned();
    let filter = filter.chain(skips).reduce(Expr::and).map(Box::new);
    Ok(Expr::AggregateFunction(AggregateFunction::new_udf(count_udaf(), vec![unit], true, filter, vec![], None)))
}

/// The peak of the same intervals: the number of persons there at one instant, as long as no person is there twice.
fn peak(input: &Relation, keys: &[Expr], call: &AggregateFunction) -> Result<Expr, Violation> {
    let schema = input.plan.schema();
    let position = |expression: &Expr| plain_column(expression).and_then(|column| schema.maybe_index_of_column(column));
    let name = call.func.name();
    let intervals = call.params.args.get(..2).map(|arguments| [position(&arguments[0]), position(&arguments[1])]);
    let once = input.spells.is_some_and(|spells| {
        intervals == Some([Some(spells.from), Some(spells.to)]) && keys.iter().any(|key| position(key) == Some(spells.place))
    });
    let origin_constant = call.params.args.iter().skip(2).all(|argument| constant(argument).is_some());
    if !once || !origin_constant || call.params.distinct {
        return Err(refused(&rules::PEAK, name));
    }
    let peak = aggregates().into_iter().find(|function| function.name() == "peak").ok_or_else(|| refused(&rules::PEAK, name))?;
    let mut number = call.clone();
    number.params.args.truncate(2);
    number.func = Arc::new(peak);
    Ok(Expr::AggregateFunction(number))
}
