//! `BigBlueButton`: recorded webhooks (raw or mapped, one JSON object a line) and the `events.xml` of a recording.
//!
//! Each file becomes a list of [`happening::Happening`]s, whatever its form; meetings are put together from those and written as contract
//! records and a definition. What was typed (messages, poll answers) is measured and dropped here.

mod definition;
mod happening;
mod meeting;
mod recording;
mod records;
#[cfg(test)]
mod tests;
mod webhooks;

use record::{EventDefinition, Id};

use happening::{Form, Log};

/// What an import gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The event definition, as TOML: valid as it is, and meant to be read and completed by a person.
    pub definition: String,
    /// The raw log: one contract record a line.
    pub records: Vec<u8>,
    /// How many records there are.
    pub count: u64,
    /// What the import decided, for whoever runs it: counts only, never a value of the log.
    pub notes: Vec<String>,
}

/// Why a file cannot be imported; never a value of the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// A line, or a part of a recording, is not what its form asks for.
    #[error("{file}:{line}: {problem}")]
    Malformed {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong, and what was expected.
        problem: String,
    },
    /// The file is neither of the two.
    #[error("{file}: is neither recorded webhooks (one JSON object a line) nor the events.xml of a recording")]
    UnknownForm {
        /// The file.
        file: String,
    },
    /// No meeting has anything to report.
    #[error("there is no meeting that anyone joined: look whether the log covers the meeting's start")]
    Empty,
    /// The definition that was made does not hold together.
    #[error("the definition cannot be made: {0}")]
    Definition(#[from] record::event::DefinitionError),
}

/// Imports files of one event: each a name, for the messages, and its bytes.
///
/// Meetings become rooms (one for each external meeting id, so a meeting held again is the same room) and sessions (one for each time it
/// was held). The same files give the same bytes, and a record has the same `source` and `id` however often and in whatever company its
/// file is imported. `timezone` is of the IANA database.
///
/// # Errors
/// [`ImportError`] where a file is malformed, of another form, or without a meeting, and where the time zone does not exist.
pub fn import(files: &[(String, Vec<u8>)], event: &Id, organizer: &Id, timezone: &str) -> Result<Imported, ImportError> {
    let mut log = Log::default();
    for (name, bytes) in files {
        match form(bytes) {
            Some(Form::Recording) => recording::read(name, bytes, &mut log)?,
            Some(_) => webhooks::read(name, bytes, &mut log)?,
            None => return Err(ImportError::UnknownForm { file: name.clone() }),
        }
    }
    let meetings = meeting::assemble(log);
    if meetings.held.is_empty() {
        return Err(ImportError::Empty);
    }
    let definition = definition::toml(&meetings.held, event, organizer, timezone);
    EventDefinition::parse(&record::layout::definition(event), &definition)?;
    let written = records::write(&meetings.held, event);
    Ok(Imported { definition, records: written.bytes, count: written.count, notes: meetings.notes() })
}

/// Tells the form by the first byte that is not white space.
fn form(bytes: &[u8]) -> Option<Form> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace())? {
        b'<' => Some(Form::Recording),
        b'{' | b'[' => Some(Form::Raw),
        _ => None,
    }
}
