//! What a sweep finds of one event.

use std::fmt;

use inventory::ReleaseId;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// What a sweep finds of one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The event's id, or the name of what is no event.
    pub event: String,
    /// What it is at.
    pub state: State,
    /// Logs that were tried and cannot be read at all, by key: the report is made without them.
    pub unreadable: Vec<String>,
    /// For how long it has been due without any release.
    pub overdue: Option<SignedDuration>,
}

/// What an event is at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It is not over, or late records are waited for.
    Waits {
        /// Until when.
        until: Timestamp,
    },
    /// It is due, and no log of it has come.
    Empty,
    /// Logs must be converted, or what an older version of one became must be removed.
    Convert {
        /// These.
        logs: Vec<Log>,
    },
    /// All is converted, and the release of it is not there, or is not the newest.
    Report {
        /// The release to make.
        release: ReleaseId,
    },
    /// The newest release is made from what there is.
    Published {
        /// The release.
        release: ReleaseId,
    },
    /// It is over for so long that nothing is done any more: its logs may be gone.
    Closed,
    /// It cannot be looked at; somebody must do something.
    Broken {
        /// Why, and what.
        reason: String,
    },
}

/// A raw log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// Its key.
    pub key: String,
    /// Its size.
    pub bytes: u64,
}

impl State {
    /// Its name, as logs and programs have it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Waits { .. } => "waits",
            Self::Empty => "empty",
            Self::Convert { .. } => "convert",
            Self::Report { .. } => "report",
            Self::Published { .. } => "published",
            Self::Closed => "closed",
            Self::Broken { .. } => "broken",
        }
    }
}

impl Finding {
    /// For programs.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut json = json!({ "event": self.event, "state": self.state.name() });
        match &self.state {
            State::Waits { until } => json["until"] = json!(until.to_string()),
            State::Convert { logs } => json["logs"] = json!(logs.len()),
            State::Report { release } | State::Published { release } => json["release"] = json!(release),
            State::Broken { reason } => json["reason"] = json!(reason),
            State::Empty | State::Closed => {}
        }
        if !self.unreadable.is_empty() {
            json["unreadable"] = json!(self.unreadable);
        }
        if let Some(overdue) = self.overdue {
            json["overdue_hours"] = json!(overdue.as_hours());
        }
        json
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.event)?;
        match &self.state {
            State::Waits { until } => write!(formatter, "waits until {until}"),
            State::Empty => formatter.write_str("is due, and no log of it has come"),
            State::Convert { logs } => write!(formatter, "{} raw logs are to be converted", logs.len()),
            State::Report { release } => write!(formatter, "release {release} is to be made"),
            State::Published { release } => write!(formatter, "release {release} is in place"),
            State::Closed => formatter.write_str("is closed"),
            State::Broken { reason } => write!(formatter, "cannot be looked at: {reason}"),
        }?;
        if self.unreadable.is_empty() { Ok(()) } else { write!(formatter, "; {} raw logs cannot be read at all", self.unreadable.len()) }
    }
}
