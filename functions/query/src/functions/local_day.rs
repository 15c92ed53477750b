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
        let days = local_days(&instants.to_array(arguments.number_rows)?, &timezone);
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

fn local_days(instants: &ArrayRef, timezone: &TimeZone) -> Date32Array {
    let instants = instants.as_primitive::<TimestampMicrosecondType>();
    let mut offset: Option<Offset> = None;
    instants.iter().map(|instant| instant.map(|microseconds| local_day(microseconds, timezone, &mut offset))).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "the microseconds of an i64 are fewer than 2²⁷ days")]
fn local_day(microseconds: i64, timezone: &TimeZone, known: &mut Option<Offset>) -> i32 {
    let second = microseconds.div_euclid(1_000_000);
    let offset = match known {
        Some(offset) if (offset.from..offset.to).contains(&second) => *offset,
        _ => *known.insert(offset_at(second, timezone)),
    };
    (second + offset.seconds).div_euclid(DAY) as i32
}

/// The offset at a second, known to hold until the next change: most instants of an event lie within one stretch.
///
/// A client's clock may be thousands of years wrong: before and after the years that the calendar has, the offset of its end holds.
fn offset_at(second: i64, timezone: &TimeZone) -> Offset {
    let seconds = |at| i64::from(timezone.to_offset(at).seconds());
    let Ok(at) = Timestamp::from_second(second) else {
        let end = if second < 0 { Timestamp::MIN } else { Timestamp::MAX };
        return Offset { seconds: seconds(end), from: second, to: second + 1 };
    };
    let to = timezone.following(at).next().map_or(Timestamp::MAX, |change| change.timestamp()).as_second();
    Offset { seconds: seconds(at), from: second, to }
}

#[cfg(test)]
mod tests {
    use super::*;
    use datafusion::arrow::array::TimestampMicrosecondArray;
    use proptest::prelude::*;

    fn days(seconds: &[Option<i64>], timezone: &str) -> Date32Array {
        let instants: TimestampMicrosecondArray = seconds.iter().map(|second| second.map(|second| second * 1_000_000)).collect();
        let instants: ArrayRef = Arc::new(instants.with_timezone("UTC"));
        local_days(&instants, &TimeZone::get(timezone).expect("a time zone"))
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
    fn an_instant_of_any_year_has_a_day_in_whatever_company() {
        let microseconds = [i64::MIN, -377_705_116_800_000_001, 253_402_300_799_000_000, 0, i64::MAX, 253_402_207_200_000_000];
        for (zone, expected) in [
            ("Europe/Helsinki", [-106_751_992, -4_371_587, 2_932_897, 0, 106_751_991, 2_932_896]),
            ("Asia/Kathmandu", [-106_751_991, -4_371_587, 2_932_897, 0, 106_751_991, 2_932_896]),
            ("UTC", [-106_751_992, -4_371_588, 2_932_896, 0, 106_751_991, 2_932_895]),
        ] {
            let timezone = TimeZone::get(zone).expect("a time zone");
            let days = |instants: &[i64]| {
                let instants: ArrayRef = Arc::new(TimestampMicrosecondArray::from(instants.to_vec()).with_timezone("UTC"));
                local_days(&instants, &timezone).values().to_vec()
            };
            assert_eq!(days(&microseconds), expected, "{zone}");
            let alone: Vec<i32> = microseconds.iter().flat_map(|instant| days(&[*instant])).collect();
            assert_eq!(alone, expected, "{zone}");
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
