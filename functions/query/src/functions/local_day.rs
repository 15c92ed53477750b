//! The calendar day of an instant in a time zone.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, Date32Array};
use datafusion::arrow::datatypes::{DataType, TimestampMicrosecondType};
use datafusion::common::{ScalarValue, exec_datafusion_err, exec_err};
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, TypeSignature, Volatility};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use record::lake::instant;

/// Seconds of a calendar day, leap seconds not counted.
const DAY: i64 = 86_400;

/// `local_day(instant, timezone)`: the day on the calendar of a time zone of the IANA database, given by name; null for a null.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct LocalDay {
    signature: Signature,
}

impl LocalDay {
    pub(super) fn new() -> Self {
        Self { signature: Signature::new(TypeSignature::Exact(vec![instant(), DataType::Utf8]), Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for LocalDay {
    fn name(&self) -> &'static str {
        "local_day"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Date32)
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [instants, timezone] = arguments.args.as_slice() else { return exec_err!("local_day takes an instant and a time zone") };
        let ColumnarValue::Scalar(ScalarValue::Utf8(Some(name))) = timezone else {
            return exec_err!("local_day takes one time zone for all rows");
        };
        let timezone = TimeZone::get(name).map_err(|_| exec_datafusion_err!("local_day: no such time zone"))?;
        let days = local_days(&instants.to_array(arguments.number_rows)?, &timezone)?;
        Ok(ColumnarValue::Array(Arc::new(days)))
    }
}

/// The offset of a time zone, and the seconds in which it holds.
#[derive(Clone, Copy)]
struct Offset {
    seconds: i64,
    from: i64,
    to: i64,
}

fn local_days(instants: &ArrayRef, timezone: &TimeZone) -> Result<Date32Array> {
    let instants = instants.as_primitive::<TimestampMicrosecondType>();
    let mut offset: Option<Offset> = None;
    let mut days = Vec::with_capacity(instants.len());
    for microseconds in instants {
        days.push(microseconds.map(|microseconds| local_day(microseconds, timezone, &mut offset)).transpose()?);
    }
    Ok(Date32Array::from(days))
}

fn local_day(microseconds: i64, timezone: &TimeZone, known: &mut Option<Offset>) -> Result<i32> {
    let second = microseconds.div_euclid(1_000_000);
    let offset = match known {
        Some(offset) if (offset.from..offset.to).contains(&second) => *offset,
        _ => *known.insert(offset_at(second, timezone)?),
    };
    i32::try_from((second + offset.seconds).div_euclid(DAY)).map_err(|_| exec_datafusion_err!("local_day: the instant is out of range"))
}

/// The offset at a second, known to hold until the next change: most instants of an event lie within one stretch.
fn offset_at(second: i64, timezone: &TimeZone) -> Result<Offset> {
    let at = Timestamp::from_second(second).map_err(|_| exec_datafusion_err!("local_day: the instant is out of range"))?;
    let to = timezone.following(at).next().map_or(i64::MAX, |change| change.timestamp().as_second());
    Ok(Offset { seconds: i64::from(timezone.to_offset(at).seconds()), from: second, to })
}

#[cfg(test)]
mod tests {
    use super::*;
    use datafusion::arrow::array::TimestampMicrosecondArray;
    use proptest::prelude::*;

    fn days(seconds: &[Option<i64>], timezone: &str) -> Date32Array {
        let instants: TimestampMicrosecondArray = seconds.iter().map(|second| second.map(|second| second * 1_000_000)).collect();
        let instants: ArrayRef = Arc::new(instants.with_timezone("UTC"));
        local_days(&instants, &TimeZone::get(timezone).expect("a time zone")).expect("days")
    }

    proptest! {
        #[test]
        fn a_day_is_the_calendars(seconds in prop::collection::vec(0i64..4_000_000_000, 1..30), zone in 0usize..4) {
            let zone = ["Europe/Helsinki", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"][zone];
            let found = days(&seconds.iter().map(|second| Some(*second)).collect::<Vec<_>>(), zone);
            let epoch = jiff::civil::date(1970, 1, 1);
            for (second, day) in seconds.iter().zip(&found) {
                let date = Timestamp::from_second(*second).expect("in range").in_tz(zone).expect("a zone").date();
                prop_assert_eq!(day, Some(date.since(epoch).expect("a span").get_days()));
            }
        }
    }

    #[test]
    fn the_clock_change_moves_midnight_and_null_stays_null() {
        // 2026-10-25 in Helsinki is 25 hours long: it begins at 21:00 UTC and ends at 22:00 UTC.
        let midnight = 1_792_875_600;
        assert_eq!(
            days(
                &[Some(midnight - 1), Some(midnight), Some(midnight + 25 * 3600 - 1), Some(midnight + 25 * 3600), None],
                "Europe/Helsinki"
            ),
            Date32Array::from(vec![Some(20_750), Some(20_751), Some(20_751), Some(20_752), None])
        );
    }
}
