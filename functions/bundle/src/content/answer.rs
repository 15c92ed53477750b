//! The answer first: a few big figures, told by core tables where they are there and not hidden.

use disclosure::OTHER;

use super::Content;
use crate::sheet::{Sheet, Value};

/// A big figure.
pub(crate) struct KeyFigure {
    pub(crate) number: String,
    pub(crate) label: String,
    pub(crate) note: Option<String>,
}

impl Content<'_> {
    /// The figures; nothing where no table tells any.
    pub(crate) fn answer(&self) -> Vec<KeyFigure> {
        [visitors, show_up, peak, session, country, stand].iter().filter_map(|figure| figure(self)).collect()
    }
}

/// A published number of a row: as a number, and as it is written.
fn number(content: &Content<'_>, sheet: &Sheet<'_>, row: usize, name: &str) -> Option<(f64, String)> {
    let column = sheet.position(name)?;
    let value = sheet.value(column, row);
    let unit = sheet.spec.columns.get(column)?.unit;
    Some((value.number()?, content.locale.value(value, unit)?))
}

/// What stands in a column of categories.
fn name(content: &Content<'_>, sheet: &Sheet<'_>, row: usize, name: &str) -> Option<String> {
    let column = sheet.position(name)?;
    (sheet.value(column, row) != Value::Missing).then(|| content.titles.cell(sheet, column, row))
}

/// The first row with the largest published value.
fn highest(sheet: &Sheet<'_>, column: &str) -> Option<usize> {
    let column = sheet.position(column)?;
    let read = (0..sheet.rows()).filter_map(|row| Some((row, sheet.value(column, row).number()?)));
    read.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(row, _)| row)
}

fn visitors(content: &Content<'_>) -> Option<KeyFigure> {
    let sheet = content.sheet("attendance")?;
    let (_, attended) = number(content, sheet, 0, "attended")?;
    let registered = number(content, sheet, 0, "registered").filter(|(registered, _)| *registered > 0.0);
    let note = registered.map(|(_, registered)| (content.locale.words.of_registered)(&registered));
    Some(KeyFigure { number: attended, label: content.locale.words.visitors.to_owned(), note })
}

fn show_up(content: &Content<'_>) -> Option<KeyFigure> {
    let sheet = content.sheet("attendance")?;
    let (_, rate) = number(content, sheet, 0, "show_up_rate")?;
    let words = content.locale.words;
    let absent = number(content, sheet, 0, "no_shows").map(|(_, persons)| (words.no_shows)(&persons));
    let walk_ins = number(content, sheet, 0, "walk_ins").map(|(_, persons)| (words.walk_ins)(&persons));
    let note = absent.into_iter().chain(walk_ins).collect::<Vec<_>>().join("; ");
    Some(KeyFigure { number: rate, label: words.show_up.to_owned(), note: (!note.is_empty()).then_some(note) })
}

fn peak(content: &Content<'_>) -> Option<KeyFigure> {
    let sheet = content.sheet("rooms")?;
    let row = highest(sheet, "peak")?;
    let (_, persons) = number(content, sheet, row, "peak")?;
    let place = name(content, sheet, row, "room")?;
    let note =
        name(content, sheet, row, "peak_at").map_or_else(|| place.clone(), |time| (content.locale.words.place_and_time)(&place, &time));
    Some(KeyFigure { number: persons, label: content.locale.words.peak.to_owned(), note: Some(note) })
}

fn session(content: &Content<'_>) -> Option<KeyFigure> {
    let sheet = content.sheet("sessions")?;
    let row = highest(sheet, "visitors")?;
    let (all, visitors) = number(content, sheet, row, "visitors")?;
    let title = name(content, sheet, row, "session")?;
    let stayed = number(content, sheet, row, "attended_80").filter(|_| all > 0.0);
    let share = stayed.map(|(persons, _)| content.locale.percent(persons / all));
    let note = share.map_or_else(|| title.clone(), |share| (content.locale.words.best_session_stayed)(&title, &share));
    Some(KeyFigure { number: visitors, label: content.locale.words.best_session.to_owned(), note: Some(note) })
}

fn country(content: &Content<'_>) -> Option<KeyFigure> {
    let sheet = content.sheet("visitors_by_country")?;
    let row = highest(sheet, "visitors")
        .filter(|row| sheet.position("country").is_some_and(|key| sheet.value(key, *row) != Value::Text(OTHER)))?;
    let (from, visitors) = number(content, sheet, row, "visitors")?;
    let country = name(content, sheet, row, "country")?;
    let attended = content.sheet("attendance").and_then(|sheet| number(content, sheet, 0, "attended")).filter(|(all, _)| *all > 0.0);
    let note = attended.map(|(all, _)| (content.locale.words.best_country_note)(&content.locale.percent(from / all)));
    Some(KeyFigure { number: visitors, label: (content.locale.words.best_country)(&country), note })
}

fn stand(content: &Content<'_>) -> Option<KeyFigure> {
    let sheet = content.sheet("stands")?;
    let row = highest(sheet, "visitors")?;
    let (_, visitors) = number(content, sheet, row, "visitors")?;
    Some(KeyFigure { number: visitors, label: content.locale.words.best_stand.to_owned(), note: name(content, sheet, row, "stand") })
}
