//! What a command says when it is done.

use std::io::{self, Write};
use std::process::ExitCode;

use serde_json::Value;

use crate::failure::Failure;

/// What came of a command.
#[derive(Debug)]
pub(crate) struct Answer {
    /// For people: a few lines.
    pub(crate) text: String,
    /// For programs: one object.
    pub(crate) json: Value,
    /// Whether a part of what was asked failed; the rest is done.
    pub(crate) incomplete: bool,
    /// Whether something was refused for privacy.
    pub(crate) refused: bool,
}

impl Answer {
    /// The answer of a command that did all that was asked.
    pub(crate) const fn done(text: String, json: Value) -> Self {
        Self { text, json, incomplete: false, refused: false }
    }
}

/// Prints an answer; a closed pipe is nobody's failure.
pub(crate) fn print(answer: &Answer, json: bool) -> ExitCode {
    let line = if json { answer.json.to_string() } else { answer.text.clone() };
    let _ = writeln!(io::stdout(), "{line}");
    match (answer.refused, answer.incomplete) {
        (true, _) => ExitCode::from(3),
        (false, true) => ExitCode::FAILURE,
        (false, false) => ExitCode::SUCCESS,
    }
}

/// Prints why a command failed.
pub(crate) fn print_failure(failure: &Failure) -> ExitCode {
    warn(&format!("error: {failure}"));
    failure.exit_code()
}

/// Says something on stderr at once, whether or not that is a terminal.
pub(crate) fn warn(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}
