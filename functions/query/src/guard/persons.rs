//! Who stands behind an aggregate over persons and with how much, and which aggregates there may be.

use std::ops::RangeInclusive;
use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::functions_aggregate::count::count_udaf;
use datafusion::functions_aggregate::sum::sum_udaf;
use datafusion::logical_expr::expr::AggregateFunction;
use datafusion::logical_expr::utils::COUNT_STAR_EXPANSION;
use datafusion::logical_expr::{AggregateUDF, Expr, ExprSchemable, lit, try_cast};
use disclosure::Statistic;

use super::aggregate::{arguments, known, refused};
use super::class::Class;
use super::constant::{constant, number};
use super::refusal::Violation;
use super::relation::{Relation, plain_column};
use super::rules;
use super::walk::{Walk, unfit};

/// Percentiles that are published. Further out, they come to the least or the greatest value, which is one person's.
const PERCENTILES: RangeInclusive<f64> = 0.1..=0.9;

/// A number as it is added up for one person: exactly, so that no order of the rows shows in the last digit.
const EXACT: DataType = DataType::Decimal128(38, 12);

/// What is to be known of each person in a group to tell who stands behind a value.
#[derive(Clone, Debug)]
pub(super) enum Contribution {
    /// A number over the person's own rows.
    Own {
        /// The aggregate that gives it.
        number: Expr,
        /// What it says.
        share: Share,
    },
    /// The person's stays.
    Stays(Box<Stays>),
}

/// What a number over a person's own rows says of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Share {
    /// How many rows count: with none, the person does not stand behind the value; how many there are makes no difference.
    Presence,
    /// How many rows count: with none, the person does not stand behind the value.
    Count,
    /// The sum of the rows that count, null without any.
    Total,
}

/// The intervals of a peak.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stays {
    /// When they begin.
    pub(super) from: Expr,
    /// When they end.
    pub(super) to: Expr,
    /// Which of them count.
    pub(super) filter: Option<Expr>,
}

/// What kind of number an aggregate is, and who stands behind it in each of the groups.
///
/// Those do whose rows the aggregate takes: those of its filter, and for one that skips nulls those with a value. A sum or a mean says
/// with how much, so that one among many zeros can be told.
pub(super) fn contribution(
    walk: &Walk,
    input: &Relation,
    keys: &[Expr],
    call: &AggregateFunction,
) -> Result<(Statistic, Contribution), Violation> {
    known(call)?;
    let scope = input.scope(walk.grid_origin);
    let classes = arguments(&scope, call)?;
    let name = call.func.name();
    let (argument, class) = (call.params.args.first(), classes.first().copied().unwrap_or(Class::Constant));
    match (name, argument, class) {
        ("count", None, _) => Ok((Statistic::Sum, rows(call, Share::Count))),
        ("count", Some(argument), _) if !call.params.distinct => {
            let always = constant(argument).is_some_and(|value| !value.is_null()) || input.unit_of(argument).is_some();
            Ok((Statistic::Sum, if always && call.params.args.len() == 1 { rows(call, Share::Count) } else { itself(call) }))
        }
        ("count", Some(argument), Class::Unit) => Ok((Statistic::Persons, values(input, call, argument))),
        ("count", Some(_), Class::Identifier) => Ok((Statistic::Sum, itself(call))),
        ("count", ..) => Err(refused(&rules::DISTINCT_COUNT, "count")),
        _ if call.params.distinct => Err(refused(&rules::MEASURE, name)),
        ("sum", Some(argument), Class::Measure | Class::Count | Class::Flag) => Ok((Statistic::Sum, total(input, call, argument)?)),
        ("avg" | "exact_mean", Some(argument), Class::Measure | Class::Count) => Ok((Statistic::Mean, total(input, call, argument)?)),
        ("percentile", Some(argument), Class::Measure | Class::Count) => {
            let fraction = call.params.args.get(1).and_then(number);
            if !fraction.is_some_and(|fraction| PERCENTILES.contains(&fraction)) {
                return Err(refused(&rules::PERCENTILE, name));
            }
            Ok((Statistic::Summary, values(input, call, argument)))
        }
        ("sum" | "avg" | "exact_mean" | "percentile", ..) => Err(refused(&rules::MEASURE, name)),
        ("peak", ..) => Ok((Statistic::Peak, stays(input, keys, call)?)),
        ("peak_at", ..) => Ok((Statistic::Summary, stays(input, keys, call)?)),
        _ => Err(refused(&rules::AGGREGATE, name)),
    }
}

/// The number of the person's rows under the call's own filter.
fn rows(call: &AggregateFunction, share: Share) -> Contribution {
    own(count_udaf(), lit(COUNT_STAR_EXPANSION), call, share)
}

/// Whether the person has rows with a value; the person's own key is there in each.
fn values(input: &Relation, call: &AggregateFunction, argument: &Expr) -> Contribution {
    if input.unit_of(argument).is_some() { rows(call, Share::Presence) } else { own(count_udaf(), argument.clone(), call, Share::Presence) }
}

/// The same count over the person's rows only.
fn itself(call: &AggregateFunction) -> Contribution {
    Contribution::Own { number: Expr::AggregateFunction(call.clone()), share: Share::Count }
}

/// The sum over the person's rows.
fn total(input: &Relation, call: &AggregateFunction, argument: &Expr) -> Result<Contribution, Violation> {
    let kind = argument.get_type(input.plan.schema()).map_err(unfit)?;
    let exact = if kind.is_floating() { try_cast(argument.clone(), EXACT) } else { argument.clone() };
    Ok(own(sum_udaf(), exact, call, Share::Total))
}

fn own(function: Arc<AggregateUDF>, argument: Expr, call: &AggregateFunction, share: Share) -> Contribution {
    let number = AggregateFunction::new_udf(function, vec![argument], false, call.params.filter.clone(), vec![], None);
    Contribution::Own { number: Expr::AggregateFunction(number), share }
}

/// The intervals of a peak, as long as no person is there twice at one instant.
fn stays(input: &Relation, keys: &[Expr], call: &AggregateFunction) -> Result<Contribution, Violation> {
    let schema = input.plan.schema();
    let position = |expression: &Expr| plain_column(expression).and_then(|column| schema.maybe_index_of_column(column));
    let refused = || refused(&rules::PEAK, call.func.name());
    let [from, to, origin @ ..] = call.params.args.as_slice() else { return Err(refused()) };
    let once = input.spells.is_some_and(|spells| {
        [position(from), position(to)] == [Some(spells.from), Some(spells.to)] && keys.iter().any(|key| position(key) == Some(spells.place))
    });
    let origin_constant = origin.iter().all(|argument| constant(argument).is_some());
    if !once || !origin_constant || call.params.distinct {
        return Err(refused());
    }
    let filter = call.params.filter.as_deref().cloned();
    Ok(Contribution::Stays(Box::new(Stays { from: from.clone(), to: to.clone(), filter })))
}
