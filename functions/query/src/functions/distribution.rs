//! Exact percentiles and means whose last digit does not depend on the order of the rows.
//!
//! The state is how often each value occurs. Minutes lie on the half-minute grid, so there are few of them.

use datafusion::arrow::array::{ArrayRef, AsArray};
use datafusion::arrow::datatypes::{DataType, Float64Type};
use datafusion::common::ScalarValue;

use super::tally::{Statistic, Tally, complete_rows};

/// `percentile(value, fraction)`: linear interpolation between the two nearest ranks, as NumPy's default and Excel's PERCENTILE.INC;
/// null without values. `fraction` lies between 0 and 1 and is the same for all rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Percentile;

/// `exact_mean(value)`: the mean, summed up in ascending order; null without values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ExactMean;

/// How finely a rank between two values is told: 0.9 × 11 is 9.9 and not 9.900000000000002.
const RANK_STEPS: f64 = 1e9;

impl Statistic for Percentile {
    const NAME: &'static str = "percentile";

    fn arguments(self) -> Vec<DataType> {
        vec![DataType::Float64, DataType::Float64]
    }

    fn result(self) -> DataType {
        DataType::Float64
    }

    fn update(self, tally: &mut Tally, columns: &[ArrayRef]) {
        let fraction = columns[1].as_primitive::<Float64Type>().iter().flatten().next();
        tally.set_constant(fraction.map(|fraction| key(fraction.clamp(0.0, 1.0))));
        add_values(tally, &columns[..1]);
    }

    fn evaluate(self, tally: &Tally) -> ScalarValue {
        ScalarValue::Float64(tally.constant().and_then(|fraction| percentile(tally, value(fraction))))
    }
}

impl Statistic for ExactMean {
    const NAME: &'static str = "exact_mean";

    fn arguments(self) -> Vec<DataType> {
        vec![DataType::Float64]
    }

    fn result(self) -> DataType {
        DataType::Float64
    }

    fn update(self, tally: &mut Tally, columns: &[ArrayRef]) {
        add_values(tally, columns);
    }

    fn evaluate(self, tally: &Tally) -> ScalarValue {
        let total: f64 = tally.entries().map(|(number, count)| value(number) * real(count)).sum();
        let count = rows(tally);
        ScalarValue::Float64((count > 0).then(|| total / real(count)))
    }
}

fn add_values(tally: &mut Tally, columns: &[ArrayRef]) {
    let values = columns[0].as_primitive::<Float64Type>();
    for row in complete_rows(columns) {
        let value = values.value(row);
        if value.is_finite() {
            tally.add(key(value), 1);
        }
    }
}

fn rows(tally: &Tally) -> i64 {
    tally.entries().map(|(_, count)| count).sum()
}

fn percentile(tally: &Tally, fraction: f64) -> Option<f64> {
    let last = rows(tally) - 1;
    let rank = (fraction * real(last) * RANK_STEPS).round() / RANK_STEPS;
    let below = at_rank(tally, rank.floor())?;
    let above = at_rank(tally, rank.ceil())?;
    Some(below + (above - below) * rank.fract())
}

/// The value at a whole rank, counted from 0.
fn at_rank(tally: &Tally, rank: f64) -> Option<f64> {
    let mut before = 0;
    for (number, count) in tally.entries() {
        before += count;
        if rank < real(before) {
            return Some(value(number));
        }
    }
    None
}

/// A finite number as an integer in the same order (IEEE 754 total order); both zeros are one.
fn key(value: f64) -> i64 {
    flip((value + 0.0).to_bits().cast_signed())
}

fn value(key: i64) -> f64 {
    f64::from_bits(flip(key).cast_unsigned())
}

/// Turns the magnitude bits of negative numbers around; its own inverse.
const fn flip(bits: i64) -> i64 {
    bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
}

#[allow(clippy::cast_precision_loss, reason = "a count of rows is far below 2^53")]
const fn real(count: i64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::super::tally::tests::evaluate_in_pieces;
    use super::*;
    use datafusion::arrow::array::Float64Array;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn column(values: impl Iterator<Item = Option<f64>>) -> ArrayRef {
        Arc::new(values.collect::<Float64Array>())
    }

    fn number(value: &ScalarValue) -> Option<f64> {
        match value {
            ScalarValue::Float64(number) => *number,
            other => panic!("{other} is no number"),
        }
    }

    /// NumPy's definition over the sorted values.
    fn brute_force(values: &[f64], fraction: f64) -> Option<f64> {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let rank = fraction * (sorted.len().checked_sub(1)? as f64);
        let (below, above) = (sorted[rank.floor() as usize], sorted[rank.ceil() as usize]);
        Some(below + (above - below) * rank.fract())
    }

    proptest! {
        #[test]
        fn percentile_is_interpolated_between_sorted_values(
            values in prop::collection::vec(-1e9f64..1e9, 0..50), fraction in 0f64..=1.0, pieces in 1usize..5, reverse: bool,
        ) {
            let columns = [column(values.iter().map(|value| Some(*value))), column(values.iter().map(|_| Some(fraction)))];
            let found = number(&evaluate_in_pieces(Percentile, &columns, pieces, reverse));
            match (found, brute_force(&values, fraction)) {
                (Some(found), Some(expected)) => prop_assert!((found - expected).abs() <= 10.0, "{found} {expected}"),
                (found, expected) => prop_assert_eq!(found, expected),
            }
        }

        #[test]
        fn half_minutes_give_exact_medians(values in prop::collection::vec(0u32..2000, 1..50), pieces in 1usize..5) {
            let minutes: Vec<f64> = values.iter().map(|half| f64::from(*half) / 2.0).collect();
            let columns = [column(minutes.iter().map(|value| Some(*value))), column(minutes.iter().map(|_| Some(0.5)))];
            prop_assert_eq!(number(&evaluate_in_pieces(Percentile, &columns, pieces, false)), brute_force(&minutes, 0.5));
        }

        #[test]
        fn a_mean_is_the_same_in_any_order(mut values in prop::collection::vec(-1e9f64..1e9, 1..50), pieces in 1usize..5) {
            let forwards = evaluate_in_pieces(ExactMean, &[column(values.iter().map(|value| Some(*value)))], pieces, false);
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            values.reverse();
            let backwards = evaluate_in_pieces(ExactMean, &[column(values.iter().map(|value| Some(*value)))], 1, true);
            prop_assert_eq!(&forwards, &backwards);
            prop_assert!((number(&forwards).expect("a mean") - mean).abs() < 1e-3);
        }

        #[test]
        fn keys_keep_order_and_value(one in -1e300f64..1e300, other in -1e300f64..1e300) {
            prop_assert_eq!(value(key(one)), one);
            prop_assert_eq!(key(one).cmp(&key(other)), one.total_cmp(&other));
        }
    }

    #[test]
    fn nulls_and_numbers_without_end_count_nothing() {
        let columns = [column([Some(4.0), None, Some(f64::NAN), Some(f64::INFINITY), Some(-0.0), Some(0.0)].into_iter())];
        assert_eq!(number(&evaluate_in_pieces(ExactMean, &columns, 1, false)), Some(4.0 / 3.0));
        assert_eq!(number(&evaluate_in_pieces(ExactMean, &[column([None].into_iter())], 1, false)), None);
    }
}
