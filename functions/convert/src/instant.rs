//! RFC 3339 times, read by hand: there are up to three in every line.

/// Microseconds in a second.
const SECOND: i64 = 1_000_000;

/// Reads an RFC 3339 time as microseconds since 1970 in UTC; `None` for any other text.
///
/// `T` and `Z` may be lower-case, a space may stand for `T`, and digits of the fraction beyond the microsecond are cut off. A leap second
/// (`:60`) is the last microsecond of its minute, so that times stay in order.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let (head, rest) = text.as_bytes().split_first_chunk::<19>()?;
    let separators = [head[4], head[7], head[13], head[16]];
    if separators != *b"--::" || !matches!(head[10], b'T' | b't' | b' ') {
        return None;
    }
    let (year, month, day) = (two(head, 0)? * 100 + two(head, 2)?, two(head, 5)?, two(head, 8)?);
    let (hour, minute, second) = (two(head, 11)?, two(head, 14)?, two(head, 17)?);
    let date_exists = (1..=12).contains(&month) && day >= 1 && day <= days_of_month(year, month);
    if !date_exists || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let (fraction, zone) = split_fraction(rest)?;
    let seconds = days_since_1970(year, month, day) * 86_400 + hour * 3_600 + minute * 60 - offset_seconds(zone)?;
    let within = if second == 60 { 60 * SECOND - 1 } else { second * SECOND + fraction };
    Some(seconds * SECOND + within)
}

fn two(head: &[u8; 19], at: usize) -> Option<i64> {
    pair(head[at], head[at + 1])
}

fn pair(tens: u8, ones: u8) -> Option<i64> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i64::from(byte - b'0'));
    Some(digit(tens)? * 10 + digit(ones)?)
}

/// The microseconds of the fraction that `rest` may begin with, and what follows it.
fn split_fraction(rest: &[u8]) -> Option<(i64, &[u8])> {
    let Some(digits) = rest.strip_prefix(b".") else { return Some((0, rest)) };
    let length = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, zone) = digits.split_at_checked(length)?;
    let micros = (0..6).fold(0, |value, place| value * 10 + digits.get(place).map_or(0, |byte| i64::from(byte - b'0')));
    (length > 0).then_some((micros, zone))
}

/// Seconds ahead of UTC.
fn offset_seconds(zone: &[u8]) -> Option<i64> {
    match *zone {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (pair(h1, h2)?, pair(m1, m2)?);
            let seconds = hours * 3_600 + minutes * 60;
            (hours < 24 && minutes < 60).then_some(if sign == b'+' { seconds } else { -seconds })
        }
        _ => None,
    }
}

const fn days_of_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar, by counting years from March so that a leap day ends its year.
const fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_time_is_none() {
        for bad in [
            "",
            "2026-05-12",
            "2026-05-12T09:00:00",
            "2026-05-12T09:00Z",
            "2026-02-29T09:00:00Z",
            "2026-13-01T09:00:00Z",
            "2026-05-00T09:00:00Z",
            "2026-05-12T24:00:00Z",
            "2026-05-12T09:00:00.Z",
            "2026-05-12T09:00:00+0300",
            "2026-05-12T09:00:00+24:00",
            "2026-05-12T09:00:00ZZ",
            "2026-05-12T09:00:6\u{663}Z",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn all_forms_of_an_instant_are_one() {
        let expected = Some(1_778_565_600_123_456);
        for text in [
            "2026-05-12T06:00:00.123456Z",
            "2026-05-12t06:00:00.1234569z",
            "2026-05-12 09:00:00.123456+03:00",
            "2026-05-11T22:30:00.123456-07:30",
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
        assert_eq!(parse("1969-12-31T23:59:60Z"), Some(-1));
    }

    proptest! {
        #[test]
        fn agrees_with_jiff(micros in -62_135_596_800_000_000_i64..253_402_207_200_000_000, minutes in -1_439_i64..1_440) {
            let instant = jiff::Timestamp::from_microsecond(micros).expect("in range");
            prop_assert_eq!(parse(&instant.to_string()), Some(micros));
            let local = instant + jiff::SignedDuration::from_mins(minutes);
            let sign = if minutes < 0 { '-' } else { '+' };
            let text = local.to_string().replace('Z', &format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60));
            prop_assert_eq!(parse(&text), Some(micros));
        }
    }
}
