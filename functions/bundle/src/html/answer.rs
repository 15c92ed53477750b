//! The answer first: a few big figures, told by core tables where they are there and not hidden.

use disclosure::OTHER;
use maud::{Markup, html};

use super::Page;
use crate::sheet::{Sheet, Value};

/// A big figure.
struct Figure {
    number: String,
    label: String,
    note: Option<String>,
}

/// The figures; nothing where no table tells any.
pub(super) fn render(page: &Page<'_>) -> Markup {
    let figures: Vec<Figure> = [visitors, show_up, peak, session, country, stand].iter().filter_map(|figure| figure(page)).collect();
    html! {
        @if !figures.is_empty() {
            section.answer aria-labelledby="answer" {
                h2 #answer { (page.locale.words.in_short) }
                ul.figures {
                    @for figure in &figures {
                        li {
                            p.big { strong { (figure.number) } " " span { (figure.label) } }
                            @if let Some(note) = &figure.note { p.note { (note) } }
                        }
                    }
                }
            }
        }
    }
}

/// A published number of a row: as a number, and as it is written.
fn number(page: &Page<'_>, sheet: &Sheet<'_>, row: usize, name: &str) -> Option<(f64, String)> {
    let column = sheet.position(name)?;
    let value = sheet.value(column, row);
    let unit = sheet.spec.columns.get(column)?.unit;
    Some((value.number()?, page.locale.value(value, unit)?))
}

/// What stands in a column of categories.
fn name(page: &Page<'_>, sheet: &Sheet<'_>, row: usize, name: &str) -> Option<String> {
    let column = sheet.position(name)?;
    (sheet.value(column, row) != Value::Missing).then(|| page.titles.cell(sheet, column, row))
}

/// The first row with the largest published value.
fn highest(sheet: &Sheet<'_>, column: &str) -> Option<usize> {
    let column = sheet.position(column)?;
    let read = (0..sheet.rows()).filter_map(|row| Some((row, sheet.value(column, row).number()?)));
    read.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(row, _)| row)
}

fn visitors(page: &Page<'_>) -> Option<Figure> {
    let sheet = page.sheet("attendance")?;
    let (_, attended) = number(page, sheet, 0, "attended")?;
    let registered = number(page, sheet, 0, "registered").filter(|(registered, _)| *registered > 0.0);
    let note = registered.map(|(_, registered)| (page.locale.words.of_registered)(&registered));
    Some(Figure { number: attended, label: page.locale.words.visitors.to_owned(), note })
}

fn show_up(page: &Page<'_>) -> Option<Figure> {
    let sheet = page.sheet("attendance")?;
    let (_, rate) = number(page, sheet, 0, "show_up_rate")?;
    let words = page.locale.words;
    let absent = number(page, sheet, 0, "no_shows").map(|(_, persons)| (words.no_shows)(&persons));
    let walk_ins = number(page, sheet, 0, "walk_ins").map(|(_, persons)| (words.walk_ins)(&persons));
    let note = absent.into_iter().chain(walk_ins).collect::<Vec<_>>().join("; ");
    Some(Figure { number: rate, label: words.show_up.to_owned(), note: (!note.is_empty()).then_some(note) })
}

fn peak(page: &Page<'_>) -> Option<Figure> {
    let sheet = page.sheet("rooms")?;
    let row = highest(sheet, "peak")?;
    let (_, persons) = number(page, sheet, row, "peak")?;
    let place = name(page, sheet, row, "room")?;
    let note = name(page, sheet, row, "peak_at").map_or_else(|| place.clone(), |time| (page.locale.words.place_and_time)(&place, &time));
    Some(Figure { number: persons, label: page.locale.words.peak.to_owned(), note: Some(note) })
}

fn session(page: &Page<'_>) -> Option<Figure> {
    let sheet = page.sheet("sessions")?;
    let row = highest(sheet, "visitors")?;
    let (all, visitors) = number(page, sheet, row, "visitors")?;
    let title = name(page, sheet, row, "session")?;
    let stayed = number(page, sheet, row, "attended_80").filter(|_| all > 0.0);
    let share = stayed.map(|(persons, _)| page.locale.percent(persons / all));
    let note = share.map_or_else(|| title.clone(), |share| (page.locale.words.best_session_stayed)(&title, &share));
    Some(Figure { number: visitors, label: page.locale.words.best_session.to_owned(), note: Some(note) })
}

fn country(page: &Page<'_>) -> Option<Figure> {
    let sheet = page.sheet("visitors_by_country")?;
    let row = highest(sheet, "visitors")
        .filter(|row| sheet.position("country").is_some_and(|key| sheet.value(key, *row) != Value::Text(OTHER)))?;
    let (from, visitors) = number(page, sheet, row, "visitors")?;
    let country = name(page, sheet, row, "country")?;
    let attended = page.sheet("attendance").and_then(|sheet| number(page, sheet, 0, "attended")).filter(|(all, _)| *all > 0.0);
    let note = attended.map(|(all, _)| (page.locale.words.best_country_note)(&page.locale.percent(from / all)));
    Some(Figure { number: visitors, label: (page.locale.words.best_country)(&country), note })
}

fn stand(page: &Page<'_>) -> Option<Figure> {
    let sheet = page.sheet("stands")?;
    let row = highest(sheet, "visitors")?;
    let (_, visitors) = number(page, sheet, row, "visitors")?;
    Some(Figure { number: visitors, label: page.locale.words.best_stand.to_owned(), note: name(page, sheet, row, "stand") })
}
