//! Where things lie in the three roots: keys relative to a root, `/` between segments.

use sha2::{Digest, Sha256};

use crate::event::{EventDefinition, QuestionKind};
use crate::id::Id;
use crate::pseudonym::Pseudonyms;

/// The version of the lake's layout and meaning. A change makes every raw object be converted again.
const LAKE_VERSION: u32 = 2;

/// The key of an event's definition in the raw root.
#[must_use]
pub fn definition(event: &Id) -> String {
    format!("events/{event}.toml")
}

/// The prefix of all event definitions in the raw root.
pub const DEFINITIONS: &str = "events/";

/// The prefix of an event's raw logs in the raw root.
#[must_use]
pub fn raw_logs(event: &Id) -> String {
    format!("{event}/")
}

/// Whether a raw key is a log: `….ndjson`, `….ndjson.gz` or `….ndjson.zst`.
#[must_use]
pub fn is_raw_log(key: &str) -> bool {
    [".ndjson", ".ndjson.gz", ".ndjson.zst"].iter().any(|suffix| key.ends_with(suffix))
}

/// The name of what one raw object becomes in the lake: 16 hexadecimal digits for the raw key, `-`, 16 for its content (the `ETag`) and
/// for everything else that decides what is written. Converting twice gives the same name; another content gives another name with the
/// same first half, and takes the older one's place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LakeObject(String);

impl LakeObject {
    /// Names what a raw object becomes under these conversion settings.
    #[must_use]
    pub fn new(raw_key: &str, etag: &str, settings: &ConversionSettings) -> Self {
        let source = &digest(&[raw_key.as_bytes()])[..16];
        let content = &digest(&[etag.as_bytes(), settings.0.as_bytes()])[..16];
        Self(format!("{source}-{content}"))
    }

    /// Reads the name back from a key in the lake; `None` for a key of another form.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        let name = key.rsplit('/').next()?.split('.').next()?;
        let (source, content) = name.split_once('-')?;
        let hexadecimal = |text: &str| text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        (hexadecimal(source) && hexadecimal(content)).then(|| Self(name.to_owned()))
    }

    /// Whether this is what some version of a raw object became.
    #[must_use]
    pub fn is_of(&self, raw_key: &str) -> bool {
        digest(&[raw_key.as_bytes()])[..16] == *self.source()
    }

    /// The half of the name that stands for the raw key: equal for all versions of one raw object.
    #[must_use]
    pub fn source(&self) -> &str {
        self.0.get(..16).unwrap_or_default()
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `<event>/records/<object>.parquet`, written last: while it is missing the raw object is not converted.
    #[must_use]
    pub fn records(&self, event: &Id) -> String {
        format!("{}{}.parquet", records(event), self.0)
    }

    /// `<event>/people/<object>.parquet`.
    #[must_use]
    pub fn people(&self, event: &Id) -> String {
        format!("{}{}.parquet", people(event), self.0)
    }

    /// `<event>/rejects/<object>.json`.
    #[must_use]
    pub fn rejects(&self, event: &Id) -> String {
        format!("{}{}.json", rejects(event), self.0)
    }
}

/// The prefix of an event's records in the lake root.
#[must_use]
pub fn records(event: &Id) -> String {
    format!("{event}/records/")
}

/// The prefix of an event's names, e-mails and consents in the lake root; it has rights of its own.
#[must_use]
pub fn people(event: &Id) -> String {
    format!("{event}/people/")
}

/// The prefix of the places of an event's bad lines in the lake root.
#[must_use]
pub fn rejects(event: &Id) -> String {
    format!("{event}/rejects/")
}

/// The prefix of the ledgers of an event's releases in the lake root: what later releases must know of earlier ones.
#[must_use]
pub fn ledgers(event: &Id) -> String {
    format!("{event}/ledger/")
}

/// The prefix of an event's erased persons in the lake root: whom conversion keeps out, whatever the raw logs still hold.
#[must_use]
pub fn erased(event: &Id) -> String {
    format!("{event}/erased/")
}

/// The mark of one erased person, a key of the event's, in the lake root.
#[must_use]
pub fn erased_person(event: &Id, person: u64) -> String {
    format!("{}{person:016x}", erased(event))
}

/// That an erased person's rows are out of all that was converted when the mark was made, in the lake root.
#[must_use]
pub fn erased_wholly(event: &Id, person: u64) -> String {
    format!("{}.done", erased_person(event, person))
}

/// Reads an erased person's key back from a mark; `None` for a key of another form.
#[must_use]
pub fn person_of_mark(key: &str) -> Option<u64> {
    let name = key.rsplit('/').next().filter(|name| name.len() == 16)?;
    u64::from_str_radix(name, 16).ok()
}

/// The ledger of an event's release in the lake root, by its place in the order of releases, from 0.
#[must_use]
pub fn ledger(event: &Id, place: u32) -> String {
    format!("{}{place:08}.json", ledgers(event))
}

/// The place of a ledger, or of what is kept of lists of contacts, from its key; none for a key of another form.
#[must_use]
pub fn place(key: &str) -> Option<u32> {
    key.rsplit('/').next()?.strip_suffix(".json")?.parse().ok()
}

/// The prefix of an event's releases in the reports root.
#[must_use]
pub fn releases(event: &EventDefinition) -> String {
    published(&event.organizer, &event.id)
}

/// The prefix of everything that is published of an organizer's event in the reports root.
#[must_use]
pub fn published(organizer: &Id, event: &Id) -> String {
    format!("{organizer}/{event}/")
}

/// The pointer to an event's newest release in the reports root.
#[must_use]
pub fn latest(event: &EventDefinition) -> String {
    format!("{}latest.json", releases(event))
}

/// The prefix of an event's lists of contacts in the reports root: it has rights of its own, and no release is called so.
#[must_use]
pub fn contacts(event: &EventDefinition) -> String {
    format!("{}contacts/", releases(event))
}

/// The prefix of what is kept in the lake root of an event's lists of contacts.
#[must_use]
pub fn all_listed(event: &Id) -> String {
    format!("{event}/contacts/")
}

/// Who was on an event's lists of contacts up to these, as keys, in the lake root, by the lists' place in their order, from 0.
#[must_use]
pub fn listed(event: &Id, place: u32) -> String {
    format!("{}{place:08}.json", all_listed(event))
}

/// The prefix of all download links in the reports root. No organizer's id begins with an underscore.
pub const LINKS: &str = "_links/";

/// A download link in the reports root, by its id: the SHA-256 of its token.
#[must_use]
pub fn link(id: &str) -> String {
    format!("{LINKS}{id}.json")
}

/// The prefix of the records of all downloads in the reports root.
pub const DOWNLOADS: &str = "_downloads/";

/// Everything beside a raw object's own bytes that decides what its conversion writes, as a digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConversionSettings(String);

impl ConversionSettings {
    /// Takes what conversion reads of an event: the secret's fingerprint, the questions (an answer is kept as what its question says it
    /// is), and the first day where it takes place, on which ages are taken.
    #[must_use]
    pub fn new(event: &EventDefinition, pseudonyms: &Pseudonyms) -> Self {
        let mut parts =
            vec![LAKE_VERSION.to_string(), event.id.to_string(), pseudonyms.fingerprint().to_string(), event.first_day().to_string()];
        for question in &event.questions {
            parts.push(question.id.clone());
            match &question.kind {
                QuestionKind::Choice(options) => parts.extend(options.iter().map(|option| option.id.clone())),
                QuestionKind::Number(_) => parts.push("\u{1}number".to_owned()),
                QuestionKind::Date(_) => parts.push("\u{1}date".to_owned()),
                QuestionKind::Text => parts.push("\u{1}text".to_owned()),
            }
        }
        let parts: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
        Self(digest(&parts))
    }
}

/// SHA-256 over length-prefixed parts, in hexadecimal.
#[must_use]
pub fn digest(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hexadecimal(&hasher.finalize())
}

/// Bytes in lower-case hexadecimal.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::tests::{minimal, minimal_text};
    use crate::pseudonym::Secret;

    fn settings(secret: u8, more: &str) -> ConversionSettings {
        let event = minimal(more);
        ConversionSettings::new(&event, &Pseudonyms::new(&Secret::new([secret; 32]), &event))
    }

    #[test]
    fn an_object_is_named_by_source_and_by_all_that_decides_its_content() {
        let base = LakeObject::new("e/a.ndjson", "1", &settings(1, ""));
        assert_eq!(base, LakeObject::new("e/a.ndjson", "1", &settings(1, "")));
        let question = "[[questions]]\nid = \"age\"\ntype = \"number\"";
        for other in [
            LakeObject::new("e/a.ndjson", "2", &settings(1, "")),
            LakeObject::new("e/a.ndjson", "1", &settings(2, "")),
            LakeObject::new("e/a.ndjson", "1", &settings(1, question)),
        ] {
            assert_ne!(other, base);
            assert_eq!(other.source(), base.source());
        }
        assert_ne!(LakeObject::new("e/b.ndjson", "1", &settings(1, "")).source(), base.source());
        assert!(base.is_of("e/a.ndjson") && !base.is_of("e/b.ndjson"));
    }

    #[test]
    fn an_object_is_named_by_the_day_on_which_the_event_starts_where_it_takes_place() {
        let object = |old: &str, new: &str| {
            let event = EventDefinition::parse("e.toml", &minimal_text("").replace(old, new)).expect("a definition");
            LakeObject::new("e/a.ndjson", "1", &ConversionSettings::new(&event, &Pseudonyms::new(&Secret::new([1; 32]), &event)))
        };
        let base = object("", "");
        // The same instant is the evening before.
        assert_ne!(object("Europe/Helsinki", "America/Los_Angeles"), base);
        assert_eq!(object("Europe/Helsinki", "Europe/Stockholm"), base);
        assert_eq!(object("12T09:00:00", "12T11:00:00"), base);
    }

    #[test]
    fn an_object_is_read_back_from_its_key() {
        let event = Id::parse("e").expect("an id");
        let object = LakeObject::new("e/a.ndjson", "1", &settings(1, ""));
        assert_eq!(LakeObject::from_key(&object.records(&event)), Some(object));
        assert_eq!(LakeObject::from_key("e/records/readme.txt"), None);
    }

    #[test]
    fn an_erased_person_is_read_back_from_its_mark() {
        let event = Id::parse("e").expect("an id");
        assert_eq!(person_of_mark(&erased_person(&event, 0xab)), Some(0xab));
        assert_eq!(person_of_mark("e/erased/readme"), None);
    }

    #[test]
    fn logs_are_known_by_their_names() {
        assert!(is_raw_log("e/2026/05/a.ndjson.gz") && is_raw_log("e/a.ndjson") && is_raw_log("e/a.ndjson.zst"));
        assert!(!is_raw_log("e/a.csv") && !is_raw_log("e/a.ndjson.tmp"));
    }
}
