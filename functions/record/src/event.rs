//! The event definition: what happens when and where, in which languages, and how its persons are protected.

mod parse;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::id::{Actor, Id};

pub use parse::DefinitionError;

/// The least persons behind a published number that an event may ask for. A floor of 5 is common in official statistics; below it a
/// member of a group learns about the others.
pub const MIN_PERSONS_FLOOR: u32 = 5;

/// The least persons behind a published number where the event does not say.
pub const MIN_PERSONS_DEFAULT: u32 = 10;

/// A text in some of the languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<Language, String>);

impl Text {
    /// The text in `language`; where it is missing, in English, else in the first language there is.
    #[must_use]
    pub fn get(&self, language: Language) -> Option<&str> {
        self.found(language).map(|(_, text)| text)
    }

    /// The same with the language that it is in.
    #[must_use]
    pub fn found(&self, language: Language) -> Option<(Language, &str)> {
        let found = self.0.get_key_value(&language).or_else(|| self.0.get_key_value(&Language::En)).or_else(|| self.0.iter().next());
        found.map(|(language, text)| (*language, text.as_str()))
    }

    /// Whether the text is there in `language` itself.
    #[must_use]
    pub fn has(&self, language: Language) -> bool {
        self.0.contains_key(&language)
    }

    /// Whether the text is there in no language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A language of the bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// Finnish.
    Fi,
    /// Swedish.
    Sv,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::En, Self::Fi, Self::Sv];

    /// The BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fi => "fi",
            Self::Sv => "sv",
        }
    }
}

/// One event, as its organizer defined it. Made only by [`EventDefinition::parse`], so what it says holds together.
#[derive(Clone, Debug)]
pub struct EventDefinition {
    /// The event.
    pub id: Id,
    /// Who runs it, the controller of its personal data.
    pub organizer: Id,
    /// Its name.
    pub title: Text,
    /// The time zone of the IANA database that days and clock times of the report are in.
    pub timezone: TimeZone,
    /// The time zone's name.
    pub timezone_name: String,
    /// First instant of the event.
    pub starts: Timestamp,
    /// First instant after the event.
    pub ends: Timestamp,
    /// Languages of the bundle, the default first; never empty.
    pub languages: Vec<Language>,
    /// How long after the end to wait for late records before the first release.
    pub settle: SignedDuration,
    /// How its persons are protected.
    pub privacy: Privacy,
    /// Rooms, in the order of the definition.
    pub rooms: Vec<Room>,
    /// Sessions, in the order of the definition.
    pub sessions: Vec<Session>,
    /// Stands, in the order of the definition.
    pub stands: Vec<Stand>,
    /// Polls, in the order of the definition.
    pub polls: Vec<Poll>,
    /// Registration and survey questions, in the order of the definition.
    pub questions: Vec<Question>,
}

impl EventDefinition {
    /// Whether this is an earlier event's successor in a series: of the same organizer, later, and in both the same person is
    /// recognisable.
    #[must_use]
    pub fn follows(&self, earlier: &Self) -> bool {
        let in_series = self.privacy.link == Link::Series && earlier.privacy.link == Link::Series;
        in_series && self.organizer == earlier.organizer && self.id != earlier.id && earlier.ends <= self.starts
    }
}

/// How an event protects its persons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Privacy {
    /// The least persons behind a published number, at least [`MIN_PERSONS_FLOOR`].
    pub min_persons: u32,
    /// Whether a person is recognisable in the organizer's other events.
    pub link: Link,
    /// Whether the organizer gets an operational list of attendees.
    pub named_list: bool,
}

/// In which scope the same person has the same pseudonym.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Link {
    /// This event only.
    Event,
    /// All events of the organizer that say so too.
    Series,
}

/// A place where visitors are present: a stage, a lobby, a stand's room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Its id, the `subject` of presence records.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// How many it is meant for.
    pub capacity: Option<u32>,
}

/// A part of the programme: a window of time in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: String,
    /// The room's id.
    pub room: String,
    /// Its name.
    pub title: Text,
    /// The track it belongs to.
    pub track: Option<String>,
    /// First instant.
    pub starts: Timestamp,
    /// First instant after.
    pub ends: Timestamp,
}

/// An exhibitor's stand.
#[derive(Clone, Debug)]
pub struct Stand {
    /// Its id, as in `data.stand`.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// The partner behind it.
    pub partner: Option<Id>,
    /// The stand's own people, who are not its visitors.
    pub staff: Vec<Actor>,
}

/// A poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poll {
    /// Its id, as in `data.poll`.
    pub id: String,
    /// The session it was held in.
    pub session: Option<String>,
    /// What was asked.
    pub question: Text,
    /// The options in order.
    pub options: Vec<Choice>,
}

/// One option of a poll or a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// What it says.
    pub label: Text,
}

/// A registration or survey question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its id, a key of `data.answers`.
    pub id: String,
    /// What was asked.
    pub label: Text,
    /// What an answer is.
    pub kind: QuestionKind,
    /// Whether the answer is of a special category (diet, health, union): never cross-tabulated.
    pub sensitive: bool,
}

impl Question {
    /// The options of a choice; none of any other question.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            QuestionKind::Choice(choices) => choices,
            _ => &[],
        }
    }
}

/// What an answer to a question is.
#[derive(Clone, Debug, PartialEq)]
pub enum QuestionKind {
    /// One or several of the options, in order.
    Choice(Vec<Choice>),
    /// A number, reported as mean, median and bands.
    Number(Bands),
    /// A date (of birth), reported as an age in whole years at the event's start.
    Date(Bands),
    /// Free text: counted, never read.
    Text,
}

/// Bands of a number: below the first bound, between bounds with the lower one included, from the last bound up. May be empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bands(Vec<f64>);

impl Bands {
    /// The bands in order, each `[from, to)` with its label: `<18`, `18-25` … `65+`. The outer ones are unbounded.
    #[must_use]
    pub fn all(&self) -> Vec<Band> {
        let (Some(first), Some(last)) = (self.0.first(), self.0.last()) else { return Vec::new() };
        let below = Band { label: format!("<{first}"), from: f64::NEG_INFINITY, to: *first };
        let above = Band { label: format!("{last}+"), from: *last, to: f64::INFINITY };
        let between = self.0.windows(2).map(|pair| Band { label: format!("{}-{}", pair[0], pair[1]), from: pair[0], to: pair[1] });
        std::iter::once(below).chain(between).chain(std::iter::once(above)).collect()
    }
}

/// One band: `from <= value < to`.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// As tables write it.
    pub label: String,
    /// Lower bound, included.
    pub from: f64,
    /// Upper bound, excluded.
    pub to: f64,
}

impl EventDefinition {
    /// Parses a definition. `file` is only for the errors.
    ///
    /// # Errors
    /// [`DefinitionError`] with file, line and key for an unknown key, a wrong type, a session outside the event, an id given twice or of
    /// which no record is kept, a time zone that does not exist, and a threshold below [`MIN_PERSONS_FLOOR`].
    pub fn parse(file: &str, text: &str) -> Result<Self, DefinitionError> {
        parse::definition(file, text)
    }

    /// The day on which the event starts where it takes place: ages are taken on it.
    #[must_use]
    pub fn first_day(&self) -> Date {
        self.timezone.to_datetime(self.starts).date()
    }

    /// Every text that the definition gives: titles, questions, options.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let titles = self.rooms.iter().map(|room| &room.title).chain(self.sessions.iter().map(|session| &session.title));
        let polls =
            self.polls.iter().flat_map(|poll| std::iter::once(&poll.question).chain(poll.options.iter().map(|option| &option.label)));
        let questions = self
            .questions
            .iter()
            .flat_map(|question| std::iter::once(&question.label).chain(question.choices().iter().map(|option| &option.label)));
        let stands = self.stands.iter().map(|stand| &stand.title);
        std::iter::once(&self.title).chain(titles).chain(stands).chain(polls).chain(questions)
    }

    /// The question with this id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A definition of the required keys, with more TOML after them.
    pub(crate) fn minimal(more: &str) -> EventDefinition {
        EventDefinition::parse("events/e.toml", &minimal_text(more)).expect("a valid definition")
    }

    pub(crate) fn minimal_text(more: &str) -> String {
        format!(
            "id = \"e\"\norganizer = \"o\"\ntitle = {{ en = \"E\" }}\ntimezone = \"Europe/Helsinki\"\n\
             starts = 2026-05-12T09:00:00+03:00\nends = 2026-05-13T17:00:00+03:00\nlanguages = [\"fi\", \"en\"]\n{more}\n"
        )
    }

    #[test]
    fn bands_cover_the_line_with_the_lower_bound_included() {
        let labels: Vec<String> = Bands(vec![18.0, 25.0, 37.5]).all().into_iter().map(|band| band.label).collect();
        assert_eq!(labels, ["<18", "18-25", "25-37.5", "37.5+"]);
        assert!(Bands::default().all().is_empty());
    }

    #[test]
    fn a_text_falls_back_to_english_then_to_any() {
        let event = minimal("[[rooms]]\nid = \"a\"\ntitle = { sv = \"S\", en = \"E\" }\n[[rooms]]\nid = \"b\"\ntitle = { sv = \"S\" }");
        assert_eq!(event.rooms[0].title.get(Language::Fi), Some("E"));
        assert_eq!(event.rooms[0].title.get(Language::Sv), Some("S"));
        assert_eq!(event.rooms[1].title.found(Language::Fi), Some((Language::Sv, "S")));
        assert!(!event.rooms[1].title.has(Language::Fi));
    }
}
