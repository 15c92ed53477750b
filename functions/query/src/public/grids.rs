//! The grids that published times and minutes lie on.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Date32Array, Int64Array, TimestampMicrosecondArray};
use record::event::EventDefinition;

use super::{positions, texts};

/// The step of the grid in minutes.
const STEP_MINUTES: i64 = 5;

/// The bands of `time_in_session` in minutes, lower bound included.
const DURATION_BANDS: [&str; 6] = ["<1", "1-5", "5-10", "10-20", "20-40", "40+"];

/// Microseconds since 1970 as a column of lake instants.
pub(super) fn instants(values: impl Iterator<Item = i64>) -> ArrayRef {
    Arc::new(values.map(Some).collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
}

/// Every step from the event's start, before its end.
pub(super) fn times(event: &EventDefinition) -> Vec<ArrayRef> {
    let step = usize::try_from(STEP_MINUTES * 60 * 1_000_000).unwrap_or(usize::MAX);
    vec![instants((event.starts.as_microsecond()..event.ends.as_microsecond()).step_by(step))]
}

/// Every step of every session, before its end.
pub(super) fn session_minutes(event: &EventDefinition) -> Vec<ArrayRef> {
    let mut rows: Vec<(&str, i64)> = Vec::new();
    for session in &event.sessions {
        let minutes =
            (0..).step_by(5).take_while(|minute| minute * 60 * 1_000_000 < session.ends.as_microsecond() - session.starts.as_microsecond());
        rows.extend(minutes.map(|minute| (session.id.as_str(), minute)));
    }
    let minutes: Int64Array = rows.iter().map(|(_, minute)| Some(*minute)).collect();
    vec![texts(rows.iter().map(|(session, _)| Some(*session))), Arc::new(minutes)]
}

pub(super) fn duration_bands() -> Vec<ArrayRef> {
    vec![texts(DURATION_BANDS.into_iter().map(Some)), positions(DURATION_BANDS.len())]
}

/// Every day on which the event takes place, on the calendar of its time zone.
pub(super) fn days(event: &EventDefinition) -> Vec<ArrayRef> {
    let first = event.starts.to_zoned_datetime(event.timezone.clone()).date();
    let epoch = jiff::civil::date(1970, 1, 1);
    let days = first.series(jiff::ToSpan::day(1));
    let days = days.take_while(|day| day.to_zoned_datetime(event.timezone.clone()).is_ok_and(|midnight| midnight.timestamp() < event.ends));
    let days: Date32Array = days.map(|day| epoch.until(day).ok().map(|span| span.get_days())).collect();
    vec![Arc::new(days)]
}
