//! Values as programs read them: the same in every language.

use jiff::tz::TimeZone;
use record::table::Unit;

use crate::sheet::Value;

/// Writes a value: plain integers, minutes with one decimal, shares with three, other numbers with at most three, RFC 3339 instants in
/// the event's time zone, ISO days, `true` and `false`. A missing value is empty.
pub(crate) fn write(value: Value<'_>, unit: Unit, timezone: &TimeZone) -> String {
    match value {
        Value::Missing => String::new(),
        Value::Text(text) => formula_safe(text),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => write_number(number, unit),
        Value::Flag(flag) => flag.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Instant(instant) => instant.to_zoned_datetime(timezone.clone()).strftime("%Y-%m-%dT%H:%M:%S%.f%:z").to_string(),
    }
}

fn write_number(number: f64, unit: Unit) -> String {
    match unit {
        Unit::Minutes => format!("{number:.1}"),
        Unit::Share => format!("{number:.3}"),
        _ => format!("{number:.3}").trim_end_matches('0').trim_end_matches('.').to_owned(),
    }
}

/// Puts an apostrophe before a text that a spreadsheet would run as a formula: OWASP's list and its full-width look-alikes. Quoting does
/// not help, spreadsheets take the quotes away first.
pub(super) fn formula_safe(text: &str) -> String {
    const STARTS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];
    if text.starts_with(STARTS) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: Value<'_>, unit: Unit) -> String {
        write(value, unit, &TimeZone::get("Europe/Helsinki").expect("a time zone"))
    }

    #[test]
    fn values_are_written_for_programs() {
        assert_eq!(written(Value::Missing, Unit::Persons), "");
        assert_eq!(written(Value::Integer(-12_345), Unit::Count), "-12345");
        assert_eq!(written(Value::Number(12.0), Unit::Minutes), "12.0");
        assert_eq!(written(Value::Number(0.5), Unit::Share), "0.500");
        assert_eq!(written(Value::Number(-34.25), Unit::Number), "-34.25");
        assert_eq!(written(Value::Number(100.0), Unit::Number), "100");
        assert_eq!(written(Value::Flag(true), Unit::Category), "true");
        assert_eq!(written(Value::Day(jiff::civil::date(2026, 5, 12)), Unit::Day), "2026-05-12");
    }

    #[test]
    fn instants_carry_the_offset_of_their_day() {
        let instant = |text: &str| written(Value::Instant(text.parse().expect("an instant")), Unit::Time);
        assert_eq!(instant("2026-05-12T06:05:00Z"), "2026-05-12T09:05:00+03:00");
        assert_eq!(instant("2026-11-23T06:05:00.25Z"), "2026-11-23T08:05:00.25+02:00");
    }

    #[test]
    fn texts_that_would_run_are_defused_and_others_left_alone() {
        for text in ["=1+1", "+1", "-1-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0", "＝1", "＋1", "－1", "＠1"] {
            assert_eq!(written(Value::Text(text), Unit::Category), format!("'{text}"));
        }
        for text in ["", "<1", "1-5", "40+", "a=b", "'=1", "👍"] {
            assert_eq!(written(Value::Text(text), Unit::Category), text);
        }
    }
}
