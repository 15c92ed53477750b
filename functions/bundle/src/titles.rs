//! What a value reads like in the report: titles for ids, names for countries, words for categories.

use disclosure::OTHER;
use record::EventDefinition;
use record::event::{Choice, QuestionKind, Session, Text};
use record::table::{ColumnSpec, Unit};

use crate::charts::HIDDEN;
use crate::sheet::{Sheet, Value};
use crate::words::Locale;

/// Columns whose words come from the closed vocabularies of the log, or are measures of ours.
const WORDED: [&str; 4] = ["device", "login", "measure", "mode"];

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

    /// A session may have no track; any other category that is missing is one that nobody knows.
    fn absent(&self, spec: &ColumnSpec) -> &'static str {
        if spec.name == "track" { self.locale.words.none } else { self.locale.words.not_known }
    }

    fn text(&self, sheet: &Sheet<'_>, spec: &ColumnSpec, row: usize, text: &str) -> String {
        let event = self.event;
        let title = match spec.unit {
            Unit::Room => event.rooms.iter().find(|room| room.id == text).and_then(|room| self.of(&room.title)),
            Unit::Session => return self.session(text),
            Unit::Stand => event.stands.iter().find(|stand| stand.id == text).and_then(|stand| self.of(&stand.title)),
            Unit::Poll => event.polls.iter().find(|poll| poll.id == text).and_then(|poll| self.of(&poll.question)),
            Unit::Question => event.question(text).and_then(|question| self.of(&question.label)),
            Unit::Option => self.option(sheet, row, text),
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
    fn option(&self, sheet: &Sheet<'_>, row: usize, id: &str) -> Option<&'a str> {
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
        choices.iter().find(|choice| choice.id == id).and_then(|choice| choice.label.get(self.locale.language))
    }
}
