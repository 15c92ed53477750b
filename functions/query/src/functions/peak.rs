//! The largest number of persons present at one instant, and when that first was.
//!
//! Intervals are half-open: who leaves at the instant at which another joins is not there with them. The state is the change at each
//! instant, the running sum of which is the number present.

use datafusion::arrow::array::{ArrayRef, AsArray};
use datafusion::arrow::datatypes::{DataType, TimestampMicrosecondType};
use datafusion::common::ScalarValue;
use record::lake::instant;

use super::tally::{Statistic, Tally, complete_rows};

/// The grid of the report's times, in microseconds.
const GRID: i64 = 300 * 1_000_000;

/// `peak(joined, left)`: how many intervals lie over one instant at most; zero where there is none longer than zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Peak;

/// `peak_at(joined, left, event_start)`: the first instant at which the peak is reached, down to the 5-minute grid that starts at
/// `event_start`; null where there is no interval longer than zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct PeakAt;

impl Statistic for Peak {
    const NAME: &'static str = "peak";

    fn arguments(self) -> Vec<DataType> {
        vec![instant(), instant()]
    }

    fn result(self) -> DataType {
        DataType::Int64
    }

    fn update(self, tally: &mut Tally, columns: &[ArrayRef]) {
        add_intervals(tally, columns);
    }

    fn evaluate(self, tally: &Tally) -> ScalarValue {
        ScalarValue::Int64(Some(highest(tally).map_or(0, |(count, _)| count)))
    }
}

impl Statistic for PeakAt {
    const NAME: &'static str = "peak_at";

    fn arguments(self) -> Vec<DataType> {
        vec![instant(), instant(), instant()]
    }

    fn result(self) -> DataType {
        instant()
    }

    fn update(self, tally: &mut Tally, columns: &[ArrayRef]) {
        let starts = columns[2].as_primitive::<TimestampMicrosecondType>();
        tally.set_constant(starts.iter().flatten().next());
        add_intervals(tally, &columns[..2]);
    }

    fn evaluate(self, tally: &Tally) -> ScalarValue {
        let first = highest(tally).zip(tally.constant()).map(|((_, at), start)| start + (at - start).div_euclid(GRID) * GRID);
        ScalarValue::TimestampMicrosecond(first, Some("UTC".into()))
    }
}

/// The first instant at which as many of the intervals as ever lie over one; `None` where none is longer than zero.
pub(crate) fn first_peak(intervals: impl Iterator<Item = (i64, i64)>) -> Option<i64> {
    let mut tally = Tally::default();
    for (joined, left) in intervals {
        add_interval(&mut tally, joined, left);
    }
    highest(&tally).map(|(_, at)| at)
}

fn add_intervals(tally: &mut Tally, columns: &[ArrayRef]) {
    let joined = columns[0].as_primitive::<TimestampMicrosecondType>();
    let left = columns[1].as_primitive::<TimestampMicrosecondType>();
    for row in complete_rows(columns) {
        add_interval(tally, joined.value(row), left.value(row));
    }
}

fn add_interval(tally: &mut Tally, joined: i64, left: i64) {
    if joined < left {
        tally.add(joined, 1);
        tally.add(left, -1);
    }
}

/// The largest running sum above zero, and the first instant at which it is reached.
fn highest(tally: &Tally) -> Option<(i64, i64)> {
    let mut present = 0;
    let mut highest: Option<(i64, i64)> = None;
    for (at, change) in tally.entries() {
        present += change;
        if present > highest.map_or(0, |(count, _)| count) {
            highest = Some((present, at));
        }
    }
    highest
}

#[cfg(test)]
mod tests {
    use super::super::tally::tests::evaluate_in_pieces;
    use super::*;
    use datafusion::arrow::array::TimestampMicrosecondArray;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn instants(values: impl Iterator<Item = Option<i64>>) -> ArrayRef {
        Arc::new(values.collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
    }

    /// Counts the intervals over every instant, one after the other.
    fn brute_force(intervals: &[(i64, i64)]) -> (i64, Option<i64>) {
        let present = |at: i64| intervals.iter().filter(|(joined, left)| *joined <= at && at < *left).count();
        let peak = (-50..50).map(present).max().unwrap_or(0);
        let first = (-50..50).find(|at| peak > 0 && present(*at) == peak);
        (i64::try_from(peak).expect("a small number"), first)
    }

    proptest! {
        #[test]
        fn peak_is_what_counting_every_instant_gives(
            intervals in prop::collection::vec((-40i64..40, -10i64..30), 0..40), pieces in 1usize..5, reverse: bool,
        ) {
            let intervals: Vec<(i64, i64)> = intervals.into_iter().map(|(joined, length)| (joined, joined + length)).collect();
            let columns = [
                instants(intervals.iter().map(|(joined, _)| Some(joined * 60_000_000))),
                instants(intervals.iter().map(|(_, left)| Some(left * 60_000_000))),
                instants(intervals.iter().map(|_| Some(120_000_000))),
            ];
            let (peak, first) = brute_force(&intervals);
            prop_assert_eq!(evaluate_in_pieces(Peak, &columns[..2], pieces, reverse), ScalarValue::Int64(Some(peak)));
            let on_the_grid = first.map(|minute| (minute - 2).div_euclid(5) * 5 + 2).map(|minute| minute * 60_000_000);
            let expected = ScalarValue::TimestampMicrosecond(on_the_grid, Some("UTC".into()));
            prop_assert_eq!(evaluate_in_pieces(PeakAt, &columns, pieces, reverse), expected);
        }
    }

    #[test]
    fn an_open_interval_counts_nothing() {
        let columns = [instants([Some(1), None].into_iter()), instants([None, Some(2)].into_iter())];
        assert_eq!(evaluate_in_pieces(Peak, &columns, 1, false), ScalarValue::Int64(Some(0)));
    }
}
