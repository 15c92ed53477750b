//! The `events.xml` of a recording.
//!
//! `timestamp` counts milliseconds from whenever the server started: what it is from tells `timestampUTC` (newer servers, on each event)
//! or the end of the meeting id (older ones: when the meeting was created, which is when the first event happened). `PARTICIPANT` is being
//! in the meeting; `VOICE` with its so similar `ParticipantJoinedEvent` is only the audio, and no presence.

use std::collections::BTreeMap;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use serde_json::Value;

use super::ImportError;
use super::happening::{self, Description, Form, Happening, Log, Poll, User, What};
use super::webhooks;

/// Elements within elements: `recording`, `event`, its fields, and room for what newer servers put into those.
const DEPTH_MAX: usize = 16;

/// The modules whose events are read.
const MODULES: [&str; 4] = ["CONFIG", "PARTICIPANT", "CHAT", "POLL"];

/// One event, while it is read.
#[derive(Default)]
struct Open {
    name: String,
    timestamp: Option<i64>,
    fields: BTreeMap<String, String>,
    field: Option<String>,
}

/// A recording, while it is read.
struct Recording<'a> {
    file: &'a str,
    text: &'a str,
    depth: usize,
    meeting: String,
    described: Option<Description>,
    parent: Option<String>,
    /// The event that is being read, if it is one of those that are.
    open: Option<Open>,
    /// The relative time of the first event of all.
    first: Option<i64>,
    happenings: Vec<Happening>,
    unused: u64,
}

/// Reads a recording.
pub(super) fn read(file: &str, bytes: &[u8], log: &mut Log) -> Result<(), ImportError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count();
        ImportError::Malformed { file: file.to_owned(), line, problem: "is not UTF-8".to_owned() }
    })?;
    let mut recording = Recording {
        file,
        text,
        depth: 0,
        meeting: String::new(),
        described: None,
        parent: None,
        open: None,
        first: None,
        happenings: Vec::new(),
        unused: 0,
    };
    let mut reader = Reader::from_str(text);
    loop {
        // A reader of XML does not say where an element begins until it has read it.
        let event = reader.read_event().map_err(|error| recording.malformed(reader.error_position(), &problem(&error)))?;
        if matches!(event, Event::Eof) {
            break;
        }
        recording.take(event).map_err(|problem| recording.malformed(reader.buffer_position(), problem))?;
    }
    if recording.depth > 0 {
        return Err(recording.malformed(text.len() as u64, "ends within an element: the file is cut off"));
    }
    recording.finish(log);
    Ok(())
}

/// What is wrong, without the name of any element: a file that is not what it seems may have a person's name there.
fn problem(error: &quick_xml::Error) -> String {
    match error {
        quick_xml::Error::Syntax(error) => format!("is not XML: {error}"),
        quick_xml::Error::IllFormed(_) => "is not well-formed XML: an element or a reference is not closed".to_owned(),
        _ => "is not well-formed XML".to_owned(),
    }
}

impl Recording<'_> {
    fn malformed(&self, position: u64, problem: &str) -> ImportError {
        let before = usize::try_from(position).unwrap_or(usize::MAX).min(self.text.len());
        let line = 1 + memchr::memchr_iter(b'\n', &self.text.as_bytes()[..before]).count();
        ImportError::Malformed { file: self.file.to_owned(), line, problem: problem.to_owned() }
    }

    fn take(&mut self, event: Event<'_>) -> Result<(), &'static str> {
        match event {
            Event::Start(element) => {
                self.begin(&element)?;
                self.depth += 1;
                if self.depth > DEPTH_MAX {
                    return Err("nests too deep for a recording");
                }
            }
            Event::Empty(element) => {
                self.begin(&element)?;
                self.end();
            }
            Event::End(_) => {
                self.depth -= 1;
                self.end();
            }
            Event::Text(content) => self.add(&content),
            Event::CData(content) => self.add(&content),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|_| "has a reference to no character")?;
                match (character, quick_xml::escape::resolve_predefined_entity(&reference)) {
                    (Some(character), _) => self.add(character.encode_utf8(&mut [0; 4])),
                    (None, Some(text)) => self.add(text),
                    (None, None) => return Err("names an entity, which no recording does"),
                }
            }
            Event::DocType(_) => return Err("declares a document type, which no recording does"),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => {}
        }
        Ok(())
    }

    /// The element that begins is at `self.depth`: `recording` at 0, `event` at 1, an event's fields at 2.
    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), &'static str> {
        match (self.depth, element.name().into_inner()) {
            (0, "recording") => self.meeting = attribute(element, "meeting_id")?,
            (0, _) => return Err("is not a recording: its first element is not <recording>"),
            (1, "meeting") => {
                let (external, name) = (attribute(element, "externalId")?, attribute(element, "name")?);
                self.described = Some(Description { external, name, parent: None });
            }
            (1, "metadata") if self.described.is_none() => {
                let (external, name) = (attribute(element, "meetingId")?, attribute(element, "meetingName")?);
                self.described = Some(Description { external, name, parent: None });
            }
            (1, "breakout") => self.parent = Some(attribute(element, "parentMeetingId")?).filter(|parent| !parent.is_empty()),
            (1, "event") => self.open = self.event(element)?,
            (2, name) => {
                if let Some(open) = &mut self.open {
                    open.field = Some(name.to_owned());
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn event(&mut self, element: &BytesStart<'_>) -> Result<Option<Open>, &'static str> {
        let timestamp = attribute(element, "timestamp")?.parse().ok();
        self.first = self.first.or(timestamp);
        let (module, name) = (attribute(element, "module")?, attribute(element, "eventname")?);
        if MODULES.contains(&module.as_str()) {
            return Ok(Some(Open { name, timestamp, ..Open::default() }));
        }
        self.unused += 1;
        Ok(None)
    }

    fn add(&mut self, text: &str) {
        if let Some(Open { fields, field: Some(field), .. }) = &mut self.open {
            fields.entry(field.clone()).or_default().push_str(text);
        }
    }

    /// An element at `self.depth` has ended.
    fn end(&mut self) {
        match (self.depth, &mut self.open) {
            (2, Some(open)) => open.field = None,
            (1, Some(_)) => self.close(),
            _ => {}
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let known = open.fields.get("timestampUTC").and_then(|text| text.trim().parse().ok());
        let Some(at) = known.or_else(|| self.counted(open.timestamp)).filter(|at| happening::is_instant(*at)) else {
            return self.unused += 1;
        };
        match what(&open.name, &open.fields) {
            Some(what) => self.happenings.push(Happening { meeting: self.meeting.clone(), at, form: Form::Recording, what }),
            None => self.unused += 1,
        }
    }

    /// The instant that a relative time stands for, where only the meeting id tells.
    fn counted(&self, timestamp: Option<i64>) -> Option<i64> {
        let created: i64 = self.meeting.rsplit('-').next()?.parse().ok()?;
        Some(created.saturating_add(timestamp?.saturating_sub(self.first?)))
    }

    fn finish(self, log: &mut Log) {
        log.unused += self.unused;
        let Some(first) = self.happenings.iter().map(|happening| happening.at).min() else { return };
        let description = Description { parent: self.parent, ..self.described.unwrap_or_default() };
        let described = What::Described(description);
        log.happenings.push(Happening { meeting: self.meeting, at: first, form: Form::Recording, what: described });
        log.happenings.extend(self.happenings);
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Result<String, &'static str> {
    let found = element.try_get_attribute(name).map_err(|_| "has a malformed attribute")?;
    let Some(found) = found else { return Ok(String::new()) };
    found.normalized_value(XmlVersion::Implicit1_0).map(std::borrow::Cow::into_owned).map_err(|_| "has a malformed attribute")
}

fn what(name: &str, fields: &BTreeMap<String, String>) -> Option<What> {
    let text = |key: &str| fields.get(key).map(|text| text.trim().to_owned()).unwrap_or_default();
    match name {
        "MeetingConfigurationEvent" => Some(What::Created),
        "ParticipantJoinEvent" => Some(What::Joined(User {
            internal: text("userId"),
            external: text("externalUserId"),
            name: text("name"),
            moderator: text("role") == "MODERATOR",
            guest: text("guest") == "true",
            bot: text("bot") == "true",
        })),
        "ParticipantLeftEvent" => Some(What::Left { user: text("userId") }),
        "EndAndKickAllEvent" => Some(What::Ended),
        // A recording has the public chat only. Servers before 2.2 wrote the sender's name where newer ones write the id.
        "PublicChatEvent" => Some(What::Wrote {
            user: text("senderId"),
            direct: false,
            length: fields.get("message").map_or(0, |text| text.chars().count()),
        }),
        "ParticipantStatusChangeEvent" if matches!(text("status").as_str(), "emojiStatus" | "reactionEmoji") => {
            What::reaction(&text("userId"), &text("value"))
        }
        "PollStartedRecordEvent" => {
            let answers: Option<Value> = serde_json::from_str(&text("answers")).ok();
            let options = webhooks::options(answers.as_ref());
            Some(What::Asked(Poll { id: text("pollId"), by: String::new(), question: text("question"), options }))
        }
        "UserRespondedToPollRecordEvent" => {
            // One event for each option that was chosen.
            Some(What::Voted { user: text("userId"), poll: text("pollId"), options: vec![text("answerId")] })
        }
        _ => None,
    }
}
