//! Functions of ours, for what SQL cannot say well. Each holds nothing but its name, so that a plan can be written down and read back
//! elsewhere; the state of each aggregate is a sorted map that merges in any order to the same result.
//!
//! | function | what it gives |
//! |---|---|
//! | `peak(joined, left)` | the largest number of intervals at one instant |
//! | `peak_at(joined, left, event_start)` | the first such instant, down to the 5-minute grid |
//! | `percentile(value, fraction)` | the exact percentile with linear interpolation |
//! | `exact_mean(value)` | the mean, the same in whatever order the values come |
//! | `local_day(instant, timezone)` | the calendar day of an instant |
//! | `ratio(part, whole)` | a share with three decimals; null where the whole is zero |
//! | `rounded(value, decimals)` | a number with that many decimals |

mod distribution;
mod local_day;
mod peak;
mod rounding;
mod tally;

use datafusion::logical_expr::{AggregateUDF, ScalarUDF};
use datafusion::prelude::SessionContext;

use distribution::{ExactMean, Percentile};
pub(crate) use peak::first_peak;
use peak::{Peak, PeakAt};
use tally::TallyAggregate;

/// Makes every function of ours known to a session.
pub fn register(context: &SessionContext) {
    for function in aggregates() {
        context.register_udaf(function);
    }
    for function in scalars() {
        context.register_udf(function);
    }
}

/// The aggregates of ours.
#[must_use]
pub fn aggregates() -> Vec<AggregateUDF> {
    vec![
        AggregateUDF::from(TallyAggregate::new(Peak)),
        AggregateUDF::from(TallyAggregate::new(PeakAt)),
        AggregateUDF::from(TallyAggregate::new(Percentile)),
        AggregateUDF::from(TallyAggregate::new(ExactMean)),
    ]
}

/// The scalar functions of ours.
#[must_use]
pub fn scalars() -> Vec<ScalarUDF> {
    vec![ScalarUDF::from(local_day::LocalDay::new()), ScalarUDF::from(rounding::Ratio::new()), ScalarUDF::from(rounding::Rounded::new())]
}
