//! Numbers and times as a language writes them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use record::EventDefinition;
use record::event::Language;
use record::table::Unit;

use super::{Count, Words};
use crate::sheet::{Value, decimals};

/// A language and a time zone to write in.
#[derive(Clone, Debug)]
pub(crate) struct Locale {
    pub(crate) language: Language,
    pub(crate) words: &'static Words,
    timezone: TimeZone,
}

impl Locale {
    pub(crate) fn new(language: Language, event: &EventDefinition) -> Self {
        Self { language, words: Words::of(language), timezone: event.timezone.clone() }
    }

    /// A whole number.
    pub(crate) fn whole(&self, number: usize) -> String {
        self.grouped(&number.to_string())
    }

    /// A whole number, to be written with a word.
    #[expect(clippy::cast_precision_loss, reason = "what a report counts stays far below 2^53")]
    pub(crate) fn count(&self, number: usize) -> Count {
        Count::new(number as f64, self.whole(number))
    }

    /// A number of a unit: `1 234`, `61,4 %`, `12,5`. Whole units have no decimals, shares are written as percentages.
    pub(crate) fn number(&self, number: f64, unit: Unit) -> String {
        match unit {
            Unit::Share => format!("{}{}", self.decimal(number * 100.0, 1), self.words.percent),
            // Three decimals are for programs; a person reads one.
            _ => self.decimal(number, decimals(unit).min(1)),
        }
    }

    /// A share in running text: `61 %`.
    pub(crate) fn percent(&self, share: f64) -> String {
        format!("{}{}", self.decimal(share * 100.0, 0), self.words.percent)
    }

    /// A number with as many decimals as an axis needs: none, where it is whole.
    pub(crate) fn tick(&self, number: f64, unit: Unit) -> String {
        let shown = if unit == Unit::Share { number * 100.0 } else { number };
        let whole = (shown - shown.round()).abs() < 1e-9;
        let text = self.decimal(shown, usize::from(!whole));
        if unit == Unit::Share { format!("{text}{}", self.words.percent) } else { text }
    }

    /// A stretch of time that was reached: `38 min`, `1 h 28 min`; below ten minutes to a tenth. Rounded down, so that "at least" is true.
    pub(crate) fn at_least(&self, minutes: f64) -> String {
        const HOUR: f64 = 60.0;
        let whole = minutes.floor();
        let (hours, rest) = ((whole / HOUR).floor(), whole % HOUR);
        if minutes < 10.0 {
            format!("{}\u{a0}min", self.tick((minutes * 10.0).floor() / 10.0, Unit::Minutes))
        } else if hours < 1.0 {
            format!("{}\u{a0}min", self.decimal(whole, 0))
        } else if rest < 1.0 {
            format!("{}\u{a0}h", self.decimal(hours, 0))
        } else {
            format!("{}\u{a0}h {}\u{a0}min", self.decimal(hours, 0), self.decimal(rest, 0))
        }
    }

    /// A published number, or nothing where there is none.
    pub(crate) fn value(&self, value: Value<'_>, unit: Unit) -> Option<String> {
        value.number().map(|number| if matches!(value, Value::Integer(_)) { self.decimal(number, 0) } else { self.number(number, unit) })
    }

    fn decimal(&self, number: f64, places: usize) -> String {
        // Half away from zero, as the tables are rounded; the format alone would round half to even.
        let scale = if places == 0 { 1.0 } else { 10.0 };
        let rounded = (number * scale).round() / scale + 0.0;
        let plain = format!("{rounded:.places$}");
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mark = self.words.decimal_mark;
        if fraction.is_empty() { self.grouped(whole) } else { format!("{}{mark}{fraction}", self.grouped(whole)) }
    }

    /// Digits in groups of three, and the minus of typesetters.
    fn grouped(&self, digits: &str) -> String {
        let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("\u{2212}", digits));
        let mut text = sign.to_owned();
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                text.push(self.words.group_mark);
            }
            text.push(digit);
        }
        text
    }

    /// `Tue 12 May 2026`
    pub(crate) fn day(&self, day: Date) -> String {
        format!("{} {}", self.words.weekday(day.weekday()), (self.words.date)(day))
    }

    /// `12 May`
    pub(crate) fn day_month(&self, day: Date) -> String {
        (self.words.day_month)(day)
    }

    /// `12 May, 09:05`, in the event's time zone.
    pub(crate) fn moment(&self, instant: Timestamp) -> String {
        (self.words.moment)(&self.day_month(self.date_of(instant)), &self.clock(instant))
    }

    /// `09:05`, in the event's time zone.
    pub(crate) fn clock(&self, instant: Timestamp) -> String {
        (self.words.clock)(self.timezone.to_datetime(instant).time())
    }

    /// The hour of the clock in the event's time zone: `9`.
    pub(crate) fn hour(&self, instant: Timestamp) -> String {
        self.timezone.to_datetime(instant).hour().to_string()
    }

    /// Whether an hour of the clock begins at the instant, in the event's time zone.
    pub(crate) fn is_whole_hour(&self, instant: Timestamp) -> bool {
        let time = self.timezone.to_datetime(instant).time();
        time.minute() == 0 && time.second() == 0 && time.subsec_nanosecond() == 0
    }

    /// The day of an instant in the event's time zone.
    pub(crate) fn date_of(&self, instant: Timestamp) -> Date {
        self.timezone.to_datetime(instant).date()
    }

    /// Seconds between UTC and the event's time zone at an instant.
    pub(crate) fn offset(&self, instant: Timestamp) -> i32 {
        self.timezone.to_offset(instant).seconds()
    }

    /// The event's days: `12–13 May 2026`.
    pub(crate) fn days_of(&self, event: &EventDefinition) -> String {
        // The end is the first instant after the event: an event until midnight does not reach into the next day.
        let last = event.ends - SignedDuration::from_micros(1);
        (self.words.dates)(self.date_of(event.starts), self.date_of(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn locale(language: Language) -> Locale {
        Locale { language, words: Words::of(language), timezone: TimeZone::get("Europe/Helsinki").expect("a time zone") }
    }

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        let [en, fi, sv] = Language::ALL.map(locale);
        assert_eq!(en.whole(1_234_567), "1,234,567");
        assert_eq!(fi.whole(1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(fi.number(0.614, Unit::Share), "61,4\u{a0}%");
        assert_eq!(en.number(0.6145, Unit::Share), "61.5%");
        assert_eq!(fi.percent(0.614), "61\u{a0}%");
        assert_eq!(sv.number(-1234.25, Unit::Minutes), "\u{2212}1\u{a0}234,3");
        assert_eq!(en.number(999.0, Unit::Persons), "999");
        assert_eq!(en.tick(0.25, Unit::Share), "25%");
        assert_eq!(fi.tick(2.5, Unit::Number), "2,5");
        assert_eq!(
            [4.0, 8.75, 59.5, 60.0, 88.5].map(|minutes| fi.at_least(minutes).replace('\u{a0}', " ")),
            ["4 min", "8,7 min", "59 min", "1 h", "1 h 28 min"]
        );
    }

    #[test]
    fn times_are_written_as_the_language_writes_them() {
        let instant: Timestamp = "2026-05-12T06:05:00Z".parse().expect("an instant");
        assert_eq!(Language::ALL.map(|language| locale(language).moment(instant)), ["12 May, 09:05", "12.5. klo 9.05", "12 maj kl. 09.05"]);
        let day = date(2026, 5, 12);
        assert_eq!(Language::ALL.map(|language| locale(language).day(day)), ["Tue 12 May 2026", "ti 12.5.2026", "tis 12 maj 2026"]);
        let dates = |until| Language::ALL.map(|language| (Words::of(language).dates)(day, until));
        assert_eq!(dates(day), ["12 May 2026", "12.5.2026", "12 maj 2026"]);
        assert_eq!(dates(date(2026, 5, 13)), ["12–13 May 2026", "12.–13.5.2026", "12–13 maj 2026"]);
        assert_eq!(dates(date(2026, 6, 1)), ["12 May – 1 June 2026", "12.5.–1.6.2026", "12 maj – 1 juni 2026"]);
        let across = date(2027, 1, 1);
        assert_eq!(dates(across), ["12 May 2026 – 1 January 2027", "12.5.2026–1.1.2027", "12 maj 2026 – 1 januari 2027"]);
    }
}
