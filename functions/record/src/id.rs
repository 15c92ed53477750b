//! Ids that are safe in object keys, words that may be published, and the actor of a record.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The longest id, in bytes: it becomes part of object keys, whose limit is 1,024 bytes on S3.
const ID_LEN_MAX: usize = 128;

/// An event's, organizer's or partner's id: ASCII letters, digits, `.`, `_` and `-`, starting with a letter or a digit.
///
/// It is a path segment of object keys as it stands, so nothing that could climb out of a prefix is an id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Id(String);

/// Why a text is not an [`Id`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id is 1 to 128 of the characters a-z, A-Z, 0-9, '.', '_' and '-', and starts with a letter or a digit")]
pub struct InvalidId;

impl Id {
    /// Parses an id.
    ///
    /// # Errors
    /// [`InvalidId`] where the text is empty, too long, or has other characters.
    pub fn parse(text: &str) -> Result<Self, InvalidId> {
        let starts_well = text.starts_with(|first: char| first.is_ascii_alphanumeric());
        let all_allowed = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
        if starts_well && all_allowed && text.len() <= ID_LEN_MAX { Ok(Self(text.to_owned())) } else { Err(InvalidId) }
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Id {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// The longest public word, in bytes: an id, not a sentence.
const WORD_LEN_MAX: usize = 128;

/// Whether a text may be a public word of the programme, as the id of a room, a stand or an option is: 1 to 128 bytes without control
/// characters and `@`. Anything else in a record could be a person, and is not kept.
#[must_use]
pub fn is_public_word(text: &str) -> bool {
    let short = (1..=WORD_LEN_MAX).contains(&text.len());
    short && !text.chars().any(char::is_control) && before_at_signs(text).next().is_none()
}

/// What stands before each `@` of a text. A percent-encoded one is one too, however often it was encoded: a link in a link is encoded twice.
pub fn before_at_signs(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices(['@', '%']).filter_map(|(at, sign)| {
        let encodes_one = || text.get(at + 1..).is_some_and(|code| code.trim_start_matches("25").starts_with("40"));
        text.get(..at).filter(|_| sign == "@" || encodes_one())
    })
}

/// What kind of key an actor has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// A user account.
    Account,
    /// A guest with a nickname: a device-bound key, not a proven person.
    Guest,
    /// A ticket or a registration.
    Ticket,
    /// The platform itself: no person at all.
    System,
}

impl ActorKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Account, Self::Guest, Self::Ticket, Self::System];

    /// Parses the `actorkind` of a record.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The name in records and tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Guest => "guest",
            Self::Ticket => "ticket",
            Self::System => "system",
        }
    }
}

/// An actor as an operator or an event definition writes it: `ticket:123`.
///
/// `Debug` hides the key: an actor's key is personal data and belongs in no log.
#[derive(Clone, PartialEq, Eq)]
pub struct Actor {
    /// The kind of key.
    pub kind: ActorKind,
    /// The key, stable within its kind; personal data.
    pub key: String,
}

/// Why a text is not an [`Actor`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an actor is written KIND:KEY, with account, guest or ticket as its kind")]
pub struct InvalidActor;

impl FromStr for Actor {
    type Err = InvalidActor;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, key) = text.split_once(':').ok_or(InvalidActor)?;
        match ActorKind::parse(kind) {
            Some(kind) if kind != ActorKind::System && !key.is_empty() => Ok(Self { kind, key: key.to_owned() }),
            _ => Err(InvalidActor),
        }
    }
}

impl fmt::Debug for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:…", self.kind.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_safe_path_segment() {
        for good in ["kevat-2026", "a", "2026.kevat_1"] {
            assert_eq!(Id::parse(good).map(|id| id.to_string()), Ok(good.to_owned()));
        }
        for bad in ["", "..", ".hidden", "a/b", "a b", "kevät", &"a".repeat(129)] {
            assert_eq!(Id::parse(bad), Err(InvalidId), "{bad:?}");
        }
    }

    #[test]
    fn a_public_word_is_short_and_printable_and_no_address() {
        for good in ["main", "Päälava 2", "50%", "100%4", &"x".repeat(128)] {
            assert!(is_public_word(good), "{good:?}");
        }
        for bad in ["", "anna@example.com", "anna%40example.com", "anna%2540x", "anna%252540x", "a\u{0}", "a\u{85}", &"x".repeat(129)] {
            assert!(!is_public_word(bad), "{bad:?}");
        }
        assert_eq!(before_at_signs("a@b%40%2540c").collect::<Vec<_>>(), ["a", "a@b", "a@b%40"]);
    }

    #[test]
    fn an_actor_is_kind_and_key_and_never_shows_its_key() {
        let actor: Actor = "ticket:a:b".parse().expect("kind and key");
        assert_eq!((actor.kind, actor.key.as_str()), (ActorKind::Ticket, "a:b"));
        assert_eq!(format!("{actor:?}"), "ticket:…");
        for bad in ["ticket", "ticket:", "system:x", "person:1"] {
            assert!(bad.parse::<Actor>().is_err(), "{bad}");
        }
    }
}
