//! What a value reads like in the report: titles for ids, names for countries, words for categories.

use disclosure::OTHER;
use record::EventDefinition;
use record::event::{Choice, Language, QuestionKind, Session, Text};
use record::table::{ChartKind, ColumnSpec, Unit};

use crate::charts::HIDDEN;
use crate::sheet::{Sheet, Value};
use crate::words::{Locale, Sorting};

/// Columns whose words come from the closed vocabularies of the log, or are measures of ours.
const WORDED: [&str; 4] = ["device", "login", "measure", "mode"];

/// The category of a table that ranks categories by value: bars from the longest down.
fn ranked_category(sheet: &Sheet<'_>) -> Option<usize> {
    let chart = sheet.spec.chart.as_ref().filter(|chart| chart.kind == ChartKind::Bar && chart.series.is_none())?;
    let (key, value) = (sheet.position(&chart.x)?, sheet.position(&chart.y)?);
    let numbers: Vec<f64> = (0..sheet.rows()).map(|row| sheet.value(value, row).number().unwrap_or(f64::NEG_INFINITY)).collect();
    let categories = sheet.spec.columns.get(key).is_some_and(|column| matches!(column.unit, Unit::Country | Unit::Category));
    (categories && numbers.is_sorted_by(|one, other| one >= other)).then_some(key)
}

/// Writes values for people.
pub(crate) struct Titles<'a> {
    event: &'a EventDefinition,
    locale: &'a Locale,
}

impl<'a> Titles<'a> {
    pub(crate) const fn new(event: &'a EventDefinition, locale: &'a Locale) -> Self {
        Self { event, locale }
    }

    /// What stands in a table's cell.
    pub(crate) fn cell(&self, sheet: &Sheet<'_>, column: usize, row: usize) -> String {
        let Some(spec) = sheet.spec.columns.get(column) else { return String::new() };
        match sheet.value(column, row) {
            Value::Missing if sheet.hides(column) => HIDDEN.to_owned(),
            Value::Missing => self.absent(spec).to_owned(),
            Value::Text(text) => self.text(sheet, spec, row, text),
            Value::Flag(flag) => (if flag { self.locale.words.yes } else { self.locale.words.no }).to_owned(),
            Value::Day(day) => self.locale.day(day),
            Value::Instant(instant) => self.locale.moment(instant),
            number => self.locale.value(number, spec.unit).unwrap_or_default(),
        }
    }

    /// The titles of all sessions by their start, or of all rooms as they are defined; nothing for other units.
    pub(crate) fn programme(&self, unit: Unit) -> Vec<String> {
        let event = self.event;
        let mut sessions: Vec<_> = event.sessions.iter().collect();
        sessions.sort_by_key(|session| (session.starts, &session.id));
        match unit {
            Unit::Session => sessions.into_iter().map(|session| self.session(&session.id)).collect(),
            Unit::Room => event.rooms.iter().map(|room| self.of(&room.title).unwrap_or(&room.id).to_owned()).collect(),
            _ => Vec::new(),
        }
    }

    /// The rows in the order in which they are read. A ranking by value lists rows of equal numbers, and hidden ones, by their names in the
    /// reader's language; the rest of a group and what nobody knows come last among them. Any other table is in its own order.
    pub(crate) fn order(&self, sheet: &Sheet<'_>) -> Vec<usize> {
        let mut order: Vec<usize> = (0..sheet.rows()).collect();
        let Some(key) = ranked_category(sheet) else { return order };
        let sorting = Sorting::of(self.locale.language);
        let name = |row: usize| match sheet.value(key, row) {
            Value::Missing | Value::Text(OTHER) => None,
            _ => Some(self.cell(sheet, key, row)),
        };
        let equal = |one: usize, other: usize| {
            let mut numbers = (0..sheet.spec.columns.len()).filter(|&column| sheet.hides(column));
            numbers.all(|column| sheet.value(column, one) == sheet.value(column, other))
        };
        for run in order.chunk_by_mut(|one, other| equal(*one, *other)) {
            run.sort_by(|&one, &other| match (name(one), name(other)) {
                (Some(one), Some(other)) => sorting.compare(&one, &other),
                (one, other) => other.is_some().cmp(&one.is_some()),
            });
        }
        order
    }

    /// A session may have no track; any other category that is missing is one that nobody knows.
    fn absent(&self, spec: &ColumnSpec) -> &'static str {
        if spec.name == "track" { self.locale.words.none } else { self.locale.words.not_known }
    }

    /// The language of what stands in a table's cell, where it is not the report's: a screen reader must know.
    pub(crate) fn language(&self, sheet: &Sheet<'_>, column: usize, row: usize) -> Option<Language> {
        let (Value::Text(text), Some(spec)) = (sheet.value(column, row), sheet.spec.columns.get(column)) else { return None };
        let (found, _) = self.defined(sheet, spec.unit, row, text)?.found(self.locale.language)?;
        (found != self.locale.language).then_some(found)
    }

    /// The event definition's text for an id.
    fn defined(&self, sheet: &Sheet<'_>, unit: Unit, row: usize, id: &str) -> Option<&'a Text> {
        let event = self.event;
        match unit {
            Unit::Room => event.rooms.iter().find(|room| room.id == id).map(|room| &room.title),
            Unit::Session => event.sessions.iter().find(|session| session.id == id).map(|session| &session.title),
            Unit::Stand => event.stands.iter().find(|stand| stand.id == id).map(|stand| &stand.title),
            Unit::Poll => event.polls.iter().find(|poll| poll.id == id).map(|poll| &poll.question),
            Unit::Question => event.question(id).map(|question| &question.label),
            Unit::Option => self.option(sheet, row, id),
            _ => None,
        }
    }

    fn text(&self, sheet: &Sheet<'_>, spec: &ColumnSpec, row: usize, text: &str) -> String {
        let title = match spec.unit {
            Unit::Session => return self.session(text),
            Unit::Room | Unit::Stand | Unit::Poll | Unit::Question | Unit::Option => {
                self.defined(sheet, spec.unit, row, text).and_then(|title| self.of(title))
            }
            _ if text == OTHER && matches!(spec.unit, Unit::Country | Unit::Category) => self.locale.words.category(text),
            Unit::Country => self.locale.words.country(text),
            Unit::Category if WORDED.contains(&spec.name.as_str()) => self.locale.words.category(text),
            _ => None,
        };
        match title {
            Some(title) => title.to_owned(),
            None if spec.name == "band" => text.replacen('-', "–", 1),
            None if spec.name == "measure" => text.replace('_', " "),
            None => text.to_owned(),
        }
    }

    /// A session's title; with its start where another session is called the same, as coffee breaks are.
    fn session(&self, id: &str) -> String {
        let named = |session: &Session| self.of(&session.title).unwrap_or(&session.id).to_owned();
        let Some(session) = self.event.sessions.iter().find(|session| session.id == id) else { return id.to_owned() };
        let title = named(session);
        let twin = self.event.sessions.iter().any(|other| other.id != id && named(other) == title);
        if twin { format!("{title} ({})", self.locale.moment(session.starts)) } else { title }
    }

    fn of<'t>(&self, text: &'t Text) -> Option<&'t str> {
        text.get(self.locale.language)
    }

    /// An option's label: of the poll or the question that the same row names.
    fn option(&self, sheet: &Sheet<'_>, row: usize, id: &str) -> Option<&'a Text> {
        let beside = |unit: Unit| {
            let (column, _) = sheet.columns().find(|(_, column)| column.unit == unit)?;
            match sheet.value(column, row) {
                Value::Text(text) => Some(text.to_owned()),
                _ => None,
            }
        };
        let of_poll = beside(Unit::Poll).and_then(|poll| self.event.polls.iter().find(|candidate| candidate.id == poll));
        let of_question = beside(Unit::Question).and_then(|question| self.event.question(&question)).map(|question| &question.kind);
        let choices: &'a [Choice] = match (of_poll, of_question) {
            (Some(poll), _) => &poll.options,
            (None, Some(QuestionKind::Choice(choices))) => choices,
            _ => return None,
        };
        choices.iter().find(|choice| choice.id == id).map(|choice| &choice.label)
    }
}
