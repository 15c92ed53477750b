//! What a link opens, for how long.

use std::collections::BTreeMap;
use std::fmt;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use record::event::Language;
use record::{EventDefinition, Id};
use serde::{Deserialize, Serialize};

/// What a link opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The newest release: numbers about groups.
    Bundle,
    /// The organizer's lists of people: who agreed to marketing, and the attendees where the event has such a list.
    Contacts,
    /// What one partner may have: its own list and digest.
    Partner(Id),
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bundle => f.write_str("bundle"),
            Self::Contacts => f.write_str("contacts"),
            Self::Partner(partner) => write!(f, "partner {partner}"),
        }
    }
}

/// A link as it lies in the store: everything the page says without reading raw data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What it opens.
    pub scope: Scope,
    /// The organizer of the event.
    pub organizer: Id,
    /// The event.
    pub event: Id,
    /// The event's name, by language.
    pub title: BTreeMap<Language, String>,
    /// The event's languages, the default first.
    pub languages: Vec<Language>,
    /// The event's time zone in the IANA database.
    pub timezone: String,
    /// When it was made.
    pub created: Timestamp,
    /// The first instant at which it opens nothing any more.
    pub expires: Timestamp,
    /// When it was revoked, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Timestamp>,
}

impl Link {
    /// A link to what there is of an event, from `now` for `lifetime`.
    #[must_use]
    pub fn new(event: &EventDefinition, scope: Scope, now: Timestamp, lifetime: SignedDuration) -> Self {
        let titles = event.languages.iter().filter_map(|&language| Some((language, event.title.get(language)?.to_owned())));
        Self {
            scope,
            organizer: event.organizer.clone(),
            event: event.id.clone(),
            title: titles.collect(),
            languages: event.languages.clone(),
            timezone: event.timezone_name.clone(),
            created: now,
            // What is past the end of the calendar never expires; no lifetime that can be asked for is.
            expires: now.checked_add(lifetime).unwrap_or(Timestamp::MAX),
            revoked: None,
        }
    }

    /// Whether it opens anything.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.revoked.is_none() && now < self.expires
    }

    /// `open`, `expired` or `revoked`.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> &'static str {
        match self.revoked {
            Some(_) => "revoked",
            None if now < self.expires => "open",
            None => "expired",
        }
    }

    /// The language of the page: the one asked for where the event has it, else the event's default.
    pub(crate) fn language(&self, asked: Option<&str>) -> Language {
        let known = self.languages.iter().copied().find(|language| asked == Some(language.tag()));
        known.or_else(|| self.languages.first().copied()).unwrap_or(Language::En)
    }

    /// The event's name.
    pub(crate) fn title(&self, language: Language) -> &str {
        self.title.get(&language).map_or(self.event.as_str(), String::as_str)
    }

    /// The event's time zone.
    pub(crate) fn zone(&self) -> TimeZone {
        TimeZone::get(&self.timezone).unwrap_or(TimeZone::UTC)
    }
}
