//! The answer first: a few big figures, told by core tables where they are there and not hidden.

use super::Content;
use super::row::{Row, highest, is_whole, rows};
use crate::sheet::Sheet;

/// A big figure.
pub(crate) struct KeyFigure {
    pub(crate) number: String,
    pub(crate) label: String,
    pub(crate) note: Option<String>,
    /// The name of the table that it is from.
    pub(crate) table: String,
    /// How the number is defined, and what else must be known of it.
    pub(crate) meaning: Vec<String>,
}

impl Content<'_> {
    /// The figures; nothing where no table tells any.
    pub(crate) fn answer(&self) -> Vec<KeyFigure> {
        [visitors, show_up, peak, session, leaving, country, stand].iter().filter_map(|figure| figure(self)).collect()
    }

    /// A figure of a table's column: its number, what it is, and a note.
    fn key_figure(&self, sheet: &Sheet<'_>, column: &str, (number, label, note): (String, String, Option<String>)) -> KeyFigure {
        let defined = sheet.position(column).and_then(|column| sheet.spec.columns.get(column));
        let definition = defined.and_then(|column| column.definition.get(self.locale.language)).map(str::to_owned);
        KeyFigure { number, label, note, table: sheet.spec.name.clone(), meaning: definition.into_iter().collect() }
    }

    /// A figure that is the largest of its column; where others are hidden, that must be said.
    fn largest_figure(&self, sheet: &Sheet<'_>, column: &str, told: (String, String, Option<String>)) -> KeyFigure {
        let mut figure = self.key_figure(sheet, column, told);
        if !is_whole(self, sheet, column) {
            figure.meaning.push(self.locale.words.of_shown.to_owned());
        }
        figure
    }
}

fn visitors(content: &Content<'_>) -> Option<KeyFigure> {
    let sheet = content.sheet("attendance")?;
    let row = rows(content, sheet).next()?;
    let attended = row.count("attended")?;
    let note = row.count("registered").map(|registered| (content.locale.words.of_registered)(registered.text()));
    let label = attended.word(content.locale.words.visitor, content.locale.words.visitors).to_owned();
    Some(content.key_figure(sheet, "attended", (attended.text().to_owned(), label, note)))
}

fn show_up(content: &Content<'_>) -> Option<KeyFigure> {
    let words = content.locale.words;
    let sheet = content.sheet("attendance")?;
    let row = rows(content, sheet).next()?;
    let absent = row.text("no_shows").map(|persons| (words.no_shows)(&persons));
    let walk_ins = row.text("walk_ins").map(|persons| (words.walk_ins)(&persons));
    let note = absent.into_iter().chain(walk_ins).collect::<Vec<_>>().join("; ");
    let told = (row.text("show_up_rate")?, words.show_up.to_owned(), (!note.is_empty()).then_some(note));
    Some(content.key_figure(sheet, "show_up_rate", told))
}

fn peak(content: &Content<'_>) -> Option<KeyFigure> {
    let sheet = content.sheet("rooms")?;
    let row = highest(content, sheet, "peak")?;
    let place = row.text("room")?;
    let note = row.text("peak_at").map_or_else(|| place.clone(), |time| (content.locale.words.place_and_time)(&place, &time));
    let label = content.locale.words.peak.to_owned();
    Some(content.largest_figure(sheet, "peak", (row.text("peak")?, label, Some(note))))
}

fn session(content: &Content<'_>) -> Option<KeyFigure> {
    let sheet = content.sheet("sessions")?;
    let row = highest(content, sheet, "visitors")?;
    let title = row.text("session")?;
    let stayed = row.share("attended_80", "visitors");
    let note = stayed.map_or_else(|| title.clone(), |share| (content.locale.words.best_session_stayed)(&title, &share));
    let label = content.locale.words.best_session.to_owned();
    Some(content.largest_figure(sheet, "visitors", (row.text("visitors")?, label, Some(note))))
}

/// Where visitors left: the session with the largest share that went early, or else the steepest fall within one.
fn leaving(content: &Content<'_>) -> Option<KeyFigure> {
    left_early(content).or_else(|| steepest_fall(content))
}

fn left_early(content: &Content<'_>) -> Option<KeyFigure> {
    let sheet = content.sheet("sessions")?;
    let shares = rows(content, sheet).filter_map(|row| Some((row, row.number("early_leaves")? / row.some("visitors")?)));
    let (row, _) = shares.reduce(|most, next| if next.1 > most.1 { next } else { most })?;
    let told = (row.share("early_leaves", "visitors")?, content.locale.words.left_early.to_owned(), row.text("session"));
    Some(content.largest_figure(sheet, "early_leaves", told))
}

fn steepest_fall(content: &Content<'_>) -> Option<KeyFigure> {
    let words = content.locale.words;
    let sheet = content.sheet("retention")?;
    let drop = content.largest_drop(sheet)?;
    let note = (words.place_and_time)(&drop.session, &(words.minutes_between)(&drop.minutes.0, &drop.minutes.1));
    Some(content.largest_figure(sheet, "share", (drop.lost, (words.lost_within)(&drop.within), Some(note))))
}

fn country(content: &Content<'_>) -> Option<KeyFigure> {
    let words = content.locale.words;
    let sheet = content.sheet("visitors_by_country")?;
    let row = highest(content, sheet, "visitors").filter(|row| !row.is_rest("country"))?;
    let all = content.sheet("attendance").and_then(|sheet| rows(content, sheet).next()?.some("attended"));
    let share = |row: &Row<'_>| Some(content.locale.percent(row.number("visitors")? / all?));
    let note = share(&row).map(|share| (words.best_country_note)(&share));
    let told = (row.text("visitors")?, (words.best_country)(&row.text("country")?), note);
    Some(content.key_figure(sheet, "visitors", told))
}

fn stand(content: &Content<'_>) -> Option<KeyFigure> {
    let sheet = content.sheet("stands")?;
    let row = highest(content, sheet, "visitors")?;
    let label = content.locale.words.best_stand.to_owned();
    Some(content.largest_figure(sheet, "visitors", (row.text("visitors")?, label, Some(row.text("stand")?))))
}
