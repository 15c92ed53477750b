//! The demo's clock: instants are milliseconds since 1970, and the event's days are counted from its first.

use jiff::Timestamp;
use jiff::tz;

/// An instant, in milliseconds since 1970.
pub(super) type Millis = i64;

/// A second.
pub(super) const SECOND: Millis = 1000;
/// A minute.
pub(super) const MINUTE: Millis = 60 * SECOND;
/// An hour.
pub(super) const HOUR: Millis = 60 * MINUTE;
/// A day; the demo crosses no change of the clocks once its registration has opened.
pub(super) const DAY: Millis = 24 * HOUR;

/// 2026-05-12T00:00:00+03:00, the midnight at which the event's first day begins.
pub(super) const FIRST_DAY: Millis = 1_778_533_200 * SECOND;
/// 2026-03-02T00:00:00+02:00, when registration opened.
pub(super) const REGISTRATION: Millis = 1_772_402_400 * SECOND;
/// 2026-05-12T09:00:00+03:00.
pub(super) const EVENT_STARTS: Millis = FIRST_DAY + 9 * HOUR;
/// 2026-05-13T17:00:00+03:00.
pub(super) const EVENT_ENDS: Millis = FIRST_DAY + DAY + 17 * HOUR;

/// A clock time of an event day; day 0 is the first. Minutes may go past midnight.
pub(super) const fn at(day: i64, minutes: i64) -> Millis {
    FIRST_DAY + day * DAY + minutes * MINUTE
}

/// RFC 3339 in UTC.
pub(super) fn utc(instant: Millis) -> String {
    Timestamp::from_millisecond(instant).unwrap_or_default().to_string()
}

/// RFC 3339 with Helsinki's summer offset.
pub(super) fn helsinki(instant: Millis) -> String {
    Timestamp::from_millisecond(instant).unwrap_or_default().display_with_offset(tz::offset(3)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_event_is_where_its_definition_says() {
        assert_eq!(helsinki(EVENT_STARTS), "2026-05-12T09:00:00+03:00");
        assert_eq!(helsinki(EVENT_ENDS), "2026-05-13T17:00:00+03:00");
        assert_eq!(utc(REGISTRATION), "2026-03-01T22:00:00Z");
        assert_eq!(utc(at(0, 24 * 60 + 30) + 7), "2026-05-12T21:30:00.007Z");
    }
}
