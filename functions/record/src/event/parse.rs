//! From TOML text to an [`EventDefinition`], or an error that names file, line and key.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::{
    Bands, Choice, EventDefinition, Language, Link, MIN_PERSONS_DEFAULT, MIN_PERSONS_FLOOR, Poll, Privacy, Question, QuestionKind, Room,
    Session, Stand, Text,
};
use crate::id::{Actor, Id, is_public_word};

/// How long to wait for late records where the event does not say.
const SETTLE_DEFAULT: SignedDuration = SignedDuration::from_hours(2);

/// Why an event definition cannot be used: where and what. The definition holds no personal data but the keys of stand staff, and of
/// those nothing is quoted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {key}{problem}")]
pub struct DefinitionError {
    file: String,
    line: usize,
    /// `key: `, or empty where the problem names it.
    key: String,
    problem: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDefinition {
    id: Id,
    organizer: Id,
    title: Text,
    timezone: Spanned<String>,
    starts: Spanned<Datetime>,
    ends: Spanned<Datetime>,
    languages: Spanned<Vec<Language>>,
    settle: Option<Spanned<String>>,
    #[serde(default)]
    privacy: RawPrivacy,
    #[serde(default)]
    rooms: Vec<RawRoom>,
    #[serde(default)]
    sessions: Vec<RawSession>,
    #[serde(default)]
    stands: Vec<RawStand>,
    #[serde(default)]
    polls: Vec<RawPoll>,
    #[serde(default)]
    questions: Vec<RawQuestion>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RawPrivacy {
    min_persons: Option<Spanned<u32>>,
    link: Option<Link>,
    #[serde(default)]
    named_list: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRoom {
    id: Spanned<String>,
    #[serde(default)]
    title: Text,
    capacity: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSession {
    id: Spanned<String>,
    room: Spanned<String>,
    #[serde(default)]
    title: Text,
    track: Option<String>,
    starts: Spanned<Datetime>,
    ends: Spanned<Datetime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStand {
    id: Spanned<String>,
    #[serde(default)]
    title: Text,
    partner: Option<Id>,
    #[serde(default)]
    staff: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPoll {
    id: Spanned<String>,
    session: Option<String>,
    #[serde(default)]
    question: Text,
    #[serde(default)]
    options: Choices,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuestion {
    id: Spanned<String>,
    #[serde(default)]
    label: Text,
    r#type: RawQuestionType,
    options: Option<Spanned<Choices>>,
    bands: Option<Spanned<Vec<f64>>>,
    #[serde(default)]
    sensitive: bool,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum RawQuestionType {
    Choice,
    Number,
    Date,
    Text,
}

/// Options in the order of the file: `{ yes = { en = "Yes" }, … }`.
#[derive(Default)]
struct Choices(Vec<(Spanned<String>, Text)>);

impl Choices {
    fn named(self) -> Vec<Choice> {
        self.0.into_iter().map(|(id, label)| Choice { id: id.into_inner(), label }).collect()
    }
}

impl<'de> Deserialize<'de> for Choices {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> serde::de::Visitor<'de> for InOrder {
            type Value = Choices;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a table of options, each with its texts")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Choices, A::Error> {
                let mut choices = Vec::new();
                while let Some(choice) = map.next_entry()? {
                    choices.push(choice);
                }
                Ok(Choices(choices))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// The text being parsed, for errors.
struct Source<'a> {
    file: &'a str,
    text: &'a str,
}

impl Source<'_> {
    fn error(&self, span: &Range<usize>, key: &str, problem: impl Into<String>) -> DefinitionError {
        let before = self.text.get(..span.start).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let key = if key.is_empty() { String::new() } else { format!("{key}: ") };
        DefinitionError { file: self.file.to_owned(), line, key, problem: problem.into() }
    }

    fn timestamp(&self, key: &str, value: &Spanned<Datetime>) -> Result<Timestamp, DefinitionError> {
        let parsed = value.get_ref().to_string().parse();
        parsed.map_err(|_| self.error(&value.span(), key, "write a date and time with its offset, as 2026-05-12T09:00:00+03:00"))
    }

    /// Refuses an id that conversion keeps in no record: what it names would be in every table, without anything that happened there.
    fn kept<'i>(&self, mut ids: impl Iterator<Item = (&'static str, &'i Spanned<String>)>) -> Result<(), DefinitionError> {
        let problem = "an id that records name has 1 to 128 bytes, no control characters and no \"@\" or \"%40\"";
        let lost = ids.find(|(_, id)| !is_public_word(id.get_ref()));
        lost.map_or(Ok(()), |(key, id)| Err(self.error(&id.span(), key, problem)))
    }

    /// Refuses an id that an earlier item of the same list has.
    fn unique<'i>(&self, key: &str, ids: impl Iterator<Item = &'i Spanned<String>>) -> Result<(), DefinitionError> {
        let mut seen = BTreeSet::new();
        for id in ids {
            if id.get_ref().is_empty() {
                return Err(self.error(&id.span(), key, "an id is not empty"));
            }
            if !seen.insert(id.get_ref()) {
                return Err(self.error(&id.span(), key, format!("\"{}\" is there twice", id.get_ref())));
            }
        }
        Ok(())
    }
}

pub(super) fn definition(file: &str, text: &str) -> Result<EventDefinition, DefinitionError> {
    let source = Source { file, text };
    let raw: RawDefinition = toml::from_str(text)
        .map_err(|error| source.error(&error.span().unwrap_or_default(), "", without_value(error.message()).replace('\n', "; ")))?;

    let timezone = TimeZone::get(raw.timezone.get_ref())
        .map_err(|_| source.error(&raw.timezone.span(), "timezone", "is not in the IANA time zone database, as Europe/Helsinki is"))?;
    let starts = source.timestamp("starts", &raw.starts)?;
    let ends = source.timestamp("ends", &raw.ends)?;
    if ends <= starts {
        return Err(source.error(&raw.ends.span(), "ends", "must be after starts"));
    }
    if raw.languages.get_ref().is_empty() {
        return Err(source.error(&raw.languages.span(), "languages", "name at least one of fi, sv, en"));
    }
    source.kept(raw.recorded_ids())?;
    source.unique("rooms.id", raw.rooms.iter().map(|room| &room.id))?;
    source.unique("sessions.id", raw.sessions.iter().map(|session| &session.id))?;
    source.unique("stands.id", raw.stands.iter().map(|stand| &stand.id))?;
    source.unique("polls.id", raw.polls.iter().map(|poll| &poll.id))?;
    source.unique("questions.id", raw.questions.iter().map(|question| &question.id))?;

    let mut languages = raw.languages.into_inner();
    let mut seen = BTreeSet::new();
    languages.retain(|language| seen.insert(*language));
    Ok(EventDefinition {
        id: raw.id,
        organizer: raw.organizer,
        title: raw.title,
        timezone_name: raw.timezone.into_inner(),
        timezone,
        starts,
        ends,
        languages,
        settle: settle(&source, raw.settle.as_ref())?,
        privacy: privacy(&source, &raw.privacy)?,
        rooms: raw.rooms.into_iter().map(|room| Room { id: room.id.into_inner(), title: room.title, capacity: room.capacity }).collect(),
        sessions: raw.sessions.into_iter().map(|raw| session(&source, raw, starts, ends)).collect::<Result<_, _>>()?,
        stands: raw.stands.into_iter().map(|raw| stand(&source, raw)).collect::<Result<_, _>>()?,
        polls: raw.polls.into_iter().map(poll).collect(),
        questions: raw.questions.into_iter().map(|raw| question(&source, raw)).collect::<Result<_, _>>()?,
    })
}

/// What serde says is wrong, without the value that it quotes: of `invalid type: string "…", expected a sequence` the two types are left, of
/// an unknown variant those that are known. A key is no value.
fn without_value(message: &str) -> String {
    let is_of_value = ["invalid type: ", "invalid value: ", "unknown variant "].iter().any(|start| message.starts_with(start));
    // The value comes first, and may hold anything.
    match message.rsplit_once(", expected ") {
        Some((found, expected)) if is_of_value => {
            let found = found.split(['"', '`']).next().unwrap_or_default().trim_end();
            format!("{found}, expected {expected}")
        }
        _ => message.to_owned(),
    }
}

impl RawDefinition {
    /// The ids that records name, each with its key. Questions and their options are read from the definition, whatever they are called.
    fn recorded_ids(&self) -> impl Iterator<Item = (&'static str, &Spanned<String>)> {
        let rooms = self.rooms.iter().map(|room| ("rooms.id", &room.id));
        let sessions = self.sessions.iter().flat_map(|session| [("sessions.id", &session.id), ("sessions.room", &session.room)]);
        let stands = self.stands.iter().map(|stand| ("stands.id", &stand.id));
        let polls = self.polls.iter().map(|poll| ("polls.id", &poll.id));
        let options = self.polls.iter().flat_map(|poll| poll.options.0.iter().map(|(id, _)| ("polls.options", id)));
        rooms.chain(sessions).chain(stands).chain(polls).chain(options)
    }
}

fn settle(source: &Source<'_>, value: Option<&Spanned<String>>) -> Result<SignedDuration, DefinitionError> {
    let Some(value) = value else { return Ok(SETTLE_DEFAULT) };
    let duration = value.get_ref().parse::<SignedDuration>().ok().filter(|duration| !duration.is_negative());
    duration.ok_or_else(|| source.error(&value.span(), "settle", "write a duration such as \"2h\" or \"90m\""))
}

fn privacy(source: &Source<'_>, raw: &RawPrivacy) -> Result<Privacy, DefinitionError> {
    let min_persons = raw.min_persons.as_ref().map_or(MIN_PERSONS_DEFAULT, |value| *value.get_ref());
    if let Some(value) = raw.min_persons.as_ref().filter(|value| *value.get_ref() < MIN_PERSONS_FLOOR) {
        return Err(source.error(&value.span(), "privacy.min_persons", format!("is never below {MIN_PERSONS_FLOOR}")));
    }
    Ok(Privacy { min_persons, link: raw.link.unwrap_or(Link::Event), named_list: raw.named_list })
}

fn session(source: &Source<'_>, raw: RawSession, event_starts: Timestamp, event_ends: Timestamp) -> Result<Session, DefinitionError> {
    let starts = source.timestamp("sessions.starts", &raw.starts)?;
    let ends = source.timestamp("sessions.ends", &raw.ends)?;
    if ends <= starts {
        return Err(source.error(&raw.ends.span(), "sessions.ends", "must be after starts"));
    }
    if starts < event_starts {
        return Err(source.error(&raw.starts.span(), "sessions.starts", "is before the event starts"));
    }
    if ends > event_ends {
        return Err(source.error(&raw.ends.span(), "sessions.ends", "is after the event ends"));
    }
    Ok(Session { id: raw.id.into_inner(), room: raw.room.into_inner(), title: raw.title, track: raw.track, starts, ends })
}

fn stand(source: &Source<'_>, raw: RawStand) -> Result<Stand, DefinitionError> {
    let staff = raw.staff.into_iter().map(|member| {
        let span = member.span();
        let parsed: Result<Actor, _> = member.get_ref().parse();
        parsed.map_err(|error| source.error(&span, "stands.staff", error.to_string()))
    });
    Ok(Stand { id: raw.id.into_inner(), title: raw.title, partner: raw.partner, staff: staff.collect::<Result<_, _>>()? })
}

fn poll(raw: RawPoll) -> Poll {
    Poll { id: raw.id.into_inner(), session: raw.session, question: raw.question, options: raw.options.named() }
}

fn question(source: &Source<'_>, raw: RawQuestion) -> Result<Question, DefinitionError> {
    let bands = bands(source, raw.bands.as_ref())?;
    let numeric = matches!(raw.r#type, RawQuestionType::Number | RawQuestionType::Date);
    if let Some(options) = raw.options.as_ref().filter(|_| raw.r#type != RawQuestionType::Choice) {
        return Err(source.error(&options.span(), "questions.options", "only a question of type \"choice\" has options"));
    }
    if let Some(bands) = raw.bands.as_ref().filter(|_| !numeric) {
        return Err(source.error(&bands.span(), "questions.bands", "only a question of type \"number\" or \"date\" has bands"));
    }
    let kind = match raw.r#type {
        RawQuestionType::Choice => QuestionKind::Choice(raw.options.map(|options| options.into_inner().named()).unwrap_or_default()),
        RawQuestionType::Number => QuestionKind::Number(bands),
        RawQuestionType::Date => QuestionKind::Date(bands),
        RawQuestionType::Text => QuestionKind::Text,
    };
    Ok(Question { id: raw.id.into_inner(), label: raw.label, kind, sensitive: raw.sensitive })
}

fn bands(source: &Source<'_>, value: Option<&Spanned<Vec<f64>>>) -> Result<Bands, DefinitionError> {
    let Some(value) = value else { return Ok(Bands::default()) };
    let bounds = value.get_ref();
    if bounds.iter().any(|bound| !bound.is_finite()) || bounds.windows(2).any(|pair| pair[0] >= pair[1]) {
        return Err(source.error(&value.span(), "questions.bands", "the bounds grow from one to the next"));
    }
    Ok(Bands(bounds.clone()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{minimal, minimal_text};
    use super::*;

    fn refusal(text: &str) -> String {
        EventDefinition::parse("events/e.toml", text).expect_err("refused").to_string()
    }

    #[test]
    fn the_whole_contract_is_understood() {
        let event = minimal(
            r#"
settle = "90m"
[privacy]
min_persons = 7
link = "series"
named_list = true
[[rooms]]
id = "main"
title = { fi = "Päälava" }
capacity = 800
[[sessions]]
id = "opening"
room = "main"
track = "keynotes"
starts = 2026-05-12T09:00:00+03:00
ends = 2026-05-12T09:45:00+03:00
[[stands]]
id = "robotics"
partner = "robotics-ltd"
staff = ["ticket:123"]
[[polls]]
id = "p1"
session = "opening"
question = { en = "Again?" }
options = { yes = { en = "Yes" }, no = { en = "No" }, maybe = { en = "Maybe" } }
[[questions]]
id = "age"
type = "number"
bands = [18, 25.5]
[[questions]]
id = "diet"
type = "choice"
options = { none = {}, vegan = {} }
sensitive = true
"#,
        );
        assert_eq!(event.privacy, Privacy { min_persons: 7, link: Link::Series, named_list: true });
        assert_eq!(event.settle, SignedDuration::from_mins(90));
        assert_eq!(event.rooms[0].capacity, Some(800));
        assert_eq!(event.sessions[0].track.as_deref(), Some("keynotes"));
        let options: Vec<&str> = event.polls[0].options.iter().map(|option| option.id.as_str()).collect();
        assert_eq!(options, ["yes", "no", "maybe"], "options keep the order of the file");
        assert!(matches!(&event.questions[1].kind, QuestionKind::Choice(options) if options.len() == 2));
        assert_eq!(event.starts.to_string(), "2026-05-12T06:00:00Z");
    }

    #[test]
    fn what_is_not_said_has_a_default() {
        let event = minimal("");
        assert_eq!(event.privacy, Privacy { min_persons: 10, link: Link::Event, named_list: false });
        assert_eq!(event.settle, SignedDuration::from_hours(2));
    }

    #[test]
    fn errors_name_file_line_and_key() {
        let text = minimal_text("");
        assert!(refusal(&text.replace("Helsinki", "Nowhere")).starts_with("events/e.toml:4: timezone: "));
        assert!(refusal(&minimal_text("colour = 1")).contains("events/e.toml:8: unknown field `colour`"));
        assert!(refusal(&minimal_text("[privacy]\nmin_persons = 4")).contains(":9: privacy.min_persons: is never below 5"));
        assert!(refusal(&minimal_text("[[rooms]]\nid = \"a\"\n[[rooms]]\nid = \"a\"")).contains(":11: rooms.id: \"a\" is there twice"));
        assert!(refusal(&text.replace("+03:00\nlanguages", "\nlanguages")).contains(":6: ends: write a date and time with its offset"));
        let session = "[[sessions]]\nid = \"s\"\nroom = \"r\"\nstarts = 2026-05-12T08:59:59+03:00\nends = 2026-05-12T10:00:00+03:00";
        assert!(refusal(&minimal_text(session)).contains(":11: sessions.starts: is before the event starts"));
        assert!(refusal("id = \"../x\"").contains(":1: "));
        assert!(refusal("id = ").contains(":1: "));
    }

    #[test]
    fn a_staff_key_is_never_quoted() {
        let error = refusal(&minimal_text("[[stands]]\nid = \"s\"\nstaff = [\"anna@example.org\"]"));
        assert!(error.contains("stands.staff") && !error.contains("anna"), "{error}");
    }

    #[test]
    fn a_value_of_the_wrong_type_is_never_quoted() {
        for (more, expected) in [
            ("[[stands]]\nid = \"s\"\nstaff = \"account:anna@example.org\"", ":10: invalid type: string, expected a sequence"),
            ("[[stands]]\nid = \"s\"\nstaff = \"anna\\\", expected anna\"", ":10: invalid type: string, expected a sequence"),
            ("[[stands]]\nid = \"s\"\nstaff = [\n\"ticket:1\",\n12345]", ":12: invalid type: integer, expected a string"),
            ("[[stands]]\nid = \"s\"\nstaff = [1234.5]", ":10: invalid type: floating point, expected a string"),
            ("[[stands]]\nid = \"s\"\nstaff = true", ":10: invalid type: boolean, expected a sequence"),
            ("[privacy]\nmin_persons = -12345", ":9: invalid value: integer, expected u32"),
            ("[[questions]]\nid = \"q\"\ntype = \"anna\"", ":10: unknown variant, expected one of `choice`, `number`, `date`, `text`"),
        ] {
            let error = refusal(&minimal_text(more));
            assert!(error.ends_with(expected), "{error}");
        }
    }

    #[test]
    fn an_id_that_no_record_keeps_is_refused() {
        let session = "starts = 2026-05-12T09:00:00+03:00\nends = 2026-05-12T10:00:00+03:00";
        let long = "x".repeat(129);
        for (more, place) in [
            ("[[rooms]]\nid = \"anna@example.org\"".to_owned(), ":9: rooms.id: "),
            (format!("[[rooms]]\nid = \"a\"\n[[rooms]]\nid = \"{long}\""), ":11: rooms.id: "),
            (format!("[[sessions]]\nid = \"a\\u0007\"\nroom = \"r\"\n{session}"), ":9: sessions.id: "),
            (format!("[[sessions]]\nid = \"a\"\nroom = \"r%40\"\n{session}"), ":10: sessions.room: "),
            ("[[stands]]\nid = \"\"".to_owned(), ":9: stands.id: "),
            ("[[polls]]\nid = \"p@\"".to_owned(), ":9: polls.id: "),
            ("[[polls]]\nid = \"p\"\noptions = { yes = {}, \"n@\" = {} }".to_owned(), ":10: polls.options: "),
            ("[[polls]]\nid = \"p\"\n[polls.options]\nyes = {}\n\"n@\" = {}".to_owned(), ":12: polls.options: "),
        ] {
            let error = refusal(&minimal_text(&more));
            assert!(error.contains(place) && !error.contains("anna") && !error.contains("n@"), "{error}");
        }
        let event = minimal("[[questions]]\nid = \"at@home\"\ntype = \"choice\"\noptions = { \"b@c\" = {} }");
        assert_eq!(event.questions[0].choices()[0].id, "b@c");
    }
}
