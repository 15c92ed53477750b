//! From the rows of a released table to panels of marks.

use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp};
use record::table::{ChartKind, Unit};

use crate::charts::{Mark, Panel, Reading};
use crate::content::Content;
use crate::sheet::{Sheet, Value};

/// Days between the first and the last of a drawing for which the missing ones are drawn empty.
const DAYS_MAX: usize = 400;

/// A table as it is drawn.
pub(super) struct Source<'a> {
    pub(super) kind: ChartKind,
    pub(super) name: &'a str,
    pub(super) title: &'a str,
    pub(super) x_label: &'a str,
    pub(super) x_unit: Unit,
    pub(super) y_label: &'a str,
    pub(super) y_unit: Unit,
    pub(super) series_label: Option<&'a str>,
    pub(super) of_label: Option<&'a str>,
    /// The rows, by series in the order in which they come.
    pub(super) panels: Vec<Panel>,
    /// The labels of a grid's sides, in the order of the programme where they are sessions or rooms.
    pub(super) order: Vec<String>,
}

impl<'a> Source<'a> {
    /// Reads what the table's chart names; `None` where it declares none that can be drawn, or nothing of it is published.
    pub(super) fn read(content: &Content<'a>, sheet: &'a Sheet<'a>) -> Option<Self> {
        let chart = sheet.spec.chart.as_ref()?;
        let language = content.locale.language;
        let named = |column: &Option<String>| column.as_ref().and_then(|column| sheet.position(column));
        let (mut x, y) = (sheet.position(&chart.x)?, sheet.position(&chart.y)?);
        let (mut series, of) = (named(&chart.series), named(&chart.of));
        if chart.kind == ChartKind::Flow {
            // The rows of a grid are its series; who reads it begins with where people came from.
            series = series.map(|to| std::mem::replace(&mut x, to));
        }
        let column = |position: usize| sheet.spec.columns.get(position);
        let label = |position: usize| column(position).map(|column| column.label.get(language).unwrap_or(&column.name));
        let mut source = Self {
            kind: chart.kind,
            name: &sheet.spec.name,
            title: content.name(sheet),
            x_label: label(x)?,
            x_unit: column(x)?.unit,
            y_label: label(y)?,
            y_unit: column(y)?.unit,
            series_label: series.and_then(label),
            of_label: of.and_then(label),
            panels: Vec::new(),
            order: Vec::new(),
        };
        if chart.kind.is_grid() {
            let sides = [Some(x), series].into_iter().flatten().filter_map(column);
            source.order = sides.flat_map(|side| content.titles.programme(side.unit)).collect();
        }
        for row in content.titles.order(sheet) {
            let title = series.map_or_else(String::new, |series| content.titles.cell(sheet, series, row));
            source.add(title, mark(content, sheet, (x, y, of), row));
        }
        if source.x_unit == Unit::Day {
            source.panels.iter_mut().for_each(|panel| fill_days(content, panel));
        }
        source.panels.iter().any(|panel| panel.peak().is_some()).then_some(source)
    }

    fn add(&mut self, title: String, mark: Mark) {
        for label in [&title, &mark.label] {
            if self.kind.is_grid() && !self.order.contains(label) {
                self.order.push(label.clone());
            }
        }
        match self.panels.iter_mut().find(|panel| panel.title == title) {
            Some(panel) => panel.marks.push(mark),
            None => self.panels.push(Panel { title, marks: vec![mark] }),
        }
    }
}

fn mark(content: &Content<'_>, sheet: &Sheet<'_>, (x, y, of): (usize, usize, Option<usize>), row: usize) -> Mark {
    let along = sheet.value(x, row);
    let (label, at) = match along {
        Value::Instant(instant) => (content.locale.clock(instant), seconds(instant)),
        Value::Day(day) => (content.locale.day_month(day), days(day)),
        number => (content.titles.cell(sheet, x, row), number.number().unwrap_or_else(|| position(row))),
    };
    let own = sheet.value(y, row).number().map(|number| Reading { number, text: content.titles.cell(sheet, y, row) });
    let value = match of {
        None => own,
        Some(of) => own.zip(sheet.value(of, row).number()).and_then(|(part, whole)| share(content, &part, whole)),
    };
    Mark { label, at, value }
}

/// A part of a whole, both published.
fn share(content: &Content<'_>, part: &Reading, whole: f64) -> Option<Reading> {
    let number = part.number / whole;
    (whole > 0.0).then(|| Reading { number, text: format!("{} ({})", content.locale.percent(number), part.text) })
}

/// Draws the days that are not in the table as hidden ones: nobody, and too few to be told, look the same.
fn fill_days(content: &Content<'_>, panel: &mut Panel) {
    panel.marks.sort_by(|one, other| one.at.total_cmp(&other.at));
    let Some((first, last)) = panel.marks.first().map(|mark| mark.at).zip(panel.marks.last().map(|mark| mark.at)) else { return };
    let mut filled = Vec::with_capacity(panel.marks.len());
    for offset in 0..DAYS_MAX {
        let at = first + position(offset);
        if at > last {
            panel.marks = filled;
            return;
        }
        match panel.marks.iter().find(|mark| (mark.at - at).abs() < 0.5) {
            Some(mark) => filled.push(mark.clone()),
            None => filled.push(Mark { label: day(at).map_or_else(String::new, |day| content.locale.day_month(day)), at, value: None }),
        }
    }
}

/// A position in a list as a coordinate.
pub(super) fn position(index: usize) -> f64 {
    f64::from(u32::try_from(index).unwrap_or(u32::MAX))
}

fn seconds(instant: Timestamp) -> f64 {
    instant.duration_since(Timestamp::UNIX_EPOCH).as_secs_f64()
}

/// The instant at a coordinate in seconds.
pub(super) fn instant(at: f64) -> Option<Timestamp> {
    Timestamp::UNIX_EPOCH.checked_add(SignedDuration::try_from_secs_f64(at).ok()?).ok()
}

fn epoch() -> Date {
    jiff::civil::date(1970, 1, 1)
}

fn days(day: Date) -> f64 {
    day.since(epoch()).map_or(0.0, |span| f64::from(span.get_days()))
}

/// The day at a coordinate in days.
#[expect(clippy::cast_possible_truncation, reason = "days of a report are a few ten thousands since 1970")]
pub(super) fn day(at: f64) -> Option<Date> {
    epoch().checked_add(Span::new().try_days(at.round() as i64).ok()?).ok()
}
